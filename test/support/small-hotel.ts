import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';

export const smallHotelSecret = 'a-secret-for-tests-only';

export interface SmallHotelParts {
  channels?: Record<string, unknown>;
  notifier?: Record<string, unknown>;
  /** Further handlers, and the intents that lead to them. */
  handlers?: Record<string, { intent: string; options?: object }>;
  pms?: Record<string, unknown>;
  audit?: Record<string, unknown>;
  /** Further sections of `botones.yml`. */
  sections?: Record<string, unknown>;
}

const intents = {
  greet: {
    es: ['hola', 'buenas', 'buenos días', 'hola qué tal', 'muy buenas', 'buenas tardes'],
    en: ['hello', 'hi there', 'good morning', 'hey', 'good afternoon', 'hi'],
  },
  ask_wifi: {
    es: [
      'cuál es la clave del wifi',
      'contraseña del wifi',
      'hay wifi',
      'tienen internet',
      'wifi gratis',
      'la red wifi',
    ],
    en: [
      'what is the wifi password',
      'wifi code',
      'is there wifi',
      'do you have internet',
      'free wifi',
      'wifi network',
    ],
  },
  talk_to_person: {
    es: ['quiero hablar con una persona', 'un agente por favor', 'póngame con recepción', 'hablar con alguien'],
    en: ['I want to talk to a person', 'an agent please', 'put me through to reception', 'talk to somebody'],
  },
  out_of_scope: {
    es: ['cuánto pesa la luna', 'quién ganó el partido', 'cuéntame un chiste', 'cuántos años tienes'],
    en: ['how heavy is the moon', 'who won the match', 'tell me a joke', 'how old are you'],
  },
};

const responses = {
  utter_greet: ['Hola, ¿en qué le ayudo?', 'Hello, how may I help you?'],
  utter_ask_wifi: ['La red es Miramar', 'The network is Miramar'],
  utter_handoff: ['Le atiende una persona', 'A person will help you'],
  utter_error: ['Algo ha fallado', 'Something went wrong'],
  utter_unsupported: ['Eso no lo puedo leer', 'I cannot read that'],
  utter_transcription_failed: ['¿Me lo puede escribir?', 'Could you write it?'],
};

/** Writes the configuration of a hotel that is trained in a moment. Returns its folder. */
export async function writeSmallHotel(folder: string, parts: SmallHotelParts = {}): Promise<string> {
  const config = join(folder, 'config');
  const { handlers = {} } = parts;
  const triggers = new Map([
    ['talk_to_person', 'talk-to-person'],
    ...Object.entries(handlers).map(([name, { intent }]) => [intent, name] as const),
  ]);
  await mkdir(config, { recursive: true });
  const settings = {
    property: {
      id: 'miramar',
      name: 'Hotel Miramar',
      timeZone: 'Europe/Madrid',
      languages: ['es', 'en'],
      currency: 'EUR',
    },
    channels: parts.channels ?? { web: {} },
    handlers: { 'talk-to-person': {}, ...mapValues(handlers, ({ options = {} }) => options) },
    ports: {
      notifier: parts.notifier ?? { use: 'log' },
      ...(parts.pms && { pms: parts.pms }),
      ...(parts.audit && { audit: parts.audit }),
    },
    thresholds: { handoff: 0.3, clarify: 0.3 },
    ...parts.sections,
  };
  const bullets = (examples: readonly string[]) => examples.map((example) => `- ${example}\n`).join('');
  const bot = {
    nlu: Object.entries(intents).map(([intent, { es, en }]) => ({
      intent,
      ...(triggers.has(intent) ? { triggers: triggers.get(intent) } : {}),
      examples: { es: bullets(es), en: bullets(en) },
    })),
    responses: Object.fromEntries(
      Object.entries(responses).map(([name, [es, en]]) => [name, [{ text: es, translation: { en } }]]),
    ),
  };
  await writeFile(join(config, 'botones.yml'), stringify(settings));
  await writeFile(join(config, 'bot.yml'), stringify(bot));
  return config;
}

function mapValues<T, U>(record: Record<string, T>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
