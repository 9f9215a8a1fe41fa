import type { Example, Understanding } from '@botones/contract';
import { type Model, train, understand } from '../../../core/nlu/index.ts';
import type { ComponentEntry } from '../../../core/nlu/pipeline.ts';
import type { TrainableBot } from '../../../core/nlu/training/training-input.ts';

/** Intent → language → messages. */
export type Sayings = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** A hotel in miniature: enough for a model that understands, little enough to train in a fraction of a second. */
export const hotelSayings: Sayings = {
  ask_wifi: {
    es: [
      'cual es la clave del wifi',
      'hay wifi',
      'contraseña del wifi por favor',
      'el wifi no conecta',
      'como me conecto a internet',
      'teneis internet en la habitacion',
    ],
    en: [
      'what is the wifi password',
      'is there wifi',
      'wifi code please',
      'the wifi does not connect',
      'how do i get online',
      'do you have internet in the room',
    ],
  },
  ask_pool: {
    es: [
      'a que hora abre la piscina',
      'hay piscina',
      'la piscina esta climatizada',
      'se puede nadar por la noche',
      'hasta cuando abre la piscina',
      'dais toallas para la piscina',
    ],
    en: [
      'when does the pool open',
      'is there a pool',
      'is the pool heated',
      'can i swim at night',
      'until when is the pool open',
      'are there pool towels',
    ],
  },
  book_room: {
    es: [
      'quiero reservar una habitacion',
      'reservar una doble',
      'teneis habitaciones libres',
      'me gustaria reservar dos noches',
      'reserva para mañana',
      'necesito una habitacion individual',
    ],
    en: [
      'i want to book a room',
      'book a double',
      'do you have free rooms',
      'i would like to book two nights',
      'a reservation for tomorrow',
      'i need a single room',
    ],
  },
  cancel: {
    es: [
      'quiero cancelar mi reserva',
      'anular la reserva',
      'como cancelo',
      'cancelacion gratuita',
      'ya no voy a ir, cancelad',
      'se puede anular',
    ],
    en: [
      'i want to cancel my booking',
      'cancel the reservation',
      'how do i cancel',
      'free cancellation',
      'i am not coming any more, cancel',
      'can it be cancelled',
    ],
  },
  greet: {
    es: ['hola', 'buenos dias', 'buenas tardes', 'hola que tal', 'muy buenas', 'saludos'],
    en: ['hello', 'good morning', 'good afternoon', 'hi there', 'hey', 'greetings'],
  },
};

export function botOf(sayings: Sayings, more: Partial<TrainableBot> = {}): TrainableBot {
  const examples = Object.entries(sayings).flatMap(([intent, byLanguage]) =>
    Object.entries(byLanguage).flatMap(([language, texts]) => texts.map((text) => exampleOf(intent, language, text))),
  );
  return { examples, entities: new Map(), synonyms: {}, regexes: {}, lookups: {}, ...more };
}

export function exampleOf(intent: string, language: string, text: string): Example & TrainableBot['examples'][number] {
  return { intent, language, text, entities: [], place: { file: `${intent}.yml`, line: 1, path: 'nlu[0].examples' } };
}

export async function trainTiny(
  bot: TrainableBot,
  languages = ['es', 'en'],
  pipeline: ComponentEntry[] = [],
): Promise<Model> {
  const { model } = await train(bot, {
    property: 'tiny',
    languages,
    pipeline,
    trainedAt: Temporal.Instant.from('2031-05-04T10:00:00Z'),
  });
  return model;
}

let hotel: Promise<Model> | undefined;

/** The model of `hotelSayings`, trained once for all tests; models never change. */
export function tinyHotel(): Promise<Model> {
  hotel ??= trainTiny(botOf(hotelSayings));
  return hotel;
}

export function intentOf(model: Model, text: string, language?: string): string | null {
  return understand(model, text, { language: language ?? null }).intent;
}

export function isFiniteThroughout({ confidence, ranking }: Understanding): boolean {
  return [confidence, ...ranking.map((one) => one.confidence)].every((value) => value >= 0 && value <= 1);
}
