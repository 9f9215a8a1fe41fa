import type { Bot, Intent, PluginEntry, PropertyConfig, ResponseVariation } from '../../core/config/config.ts';
import { demoProperty } from './demo-property.ts';

const place = { file: 'config/test.yml', line: 1, path: '' };

export interface ConfigParts {
  intents?: Record<string, Partial<Intent>>;
  /** A text, texts by language, or variations as the YAML gives them. */
  responses?: Record<string, string | Record<string, string> | Partial<ResponseVariation>[]>;
  handlers?: string[];
  thresholds?: Partial<PropertyConfig['thresholds']>;
  deadlineSeconds?: number;
  entities?: string[];
}

/** The configuration of the demo property with nothing in it but what a test is about. */
export function makeConfig(parts: ConfigParts = {}): PropertyConfig {
  const bot: Bot = {
    intents: new Map(Object.entries(parts.intents ?? {}).map(([name, intent]) => [name, makeIntent(name, intent)])),
    examples: [],
    synonyms: {},
    regexes: {},
    lookups: {},
    entities: new Map((parts.entities ?? []).map((name) => [name, { name, roles: [], groups: [] }])),
    responses: new Map(Object.entries(parts.responses ?? {}).map(([name, given]) => [name, makeVariations(given)])),
    dialogue: {
      intents: [],
      entities: [],
      slots: new Map(),
      forms: new Map(),
      actions: [],
      sessionConfig: null,
      rules: [],
      stories: [],
      testStories: [],
    },
  };
  return {
    property: demoProperty,
    channels: [],
    handlers: (parts.handlers ?? []).map(makeEntry),
    audit: {},
    ports: { notifier: makeEntry('log'), pms: null, transcriber: null },
    pipeline: [],
    nlp: {},
    thresholds: { handoff: 0.45, clarify: 0.65, ...parts.thresholds },
    turn: { deadlineSeconds: parts.deadlineSeconds ?? 10, waitSeconds: 60 },
    alerts: { cooldownSeconds: 1800 },
    retention: { inboxDays: 30, mediaDays: 30, candidateDays: 180, auditDays: 730 },
    bot,
  };
}

export function makeEntry(name: string): PluginEntry {
  return { name, options: {}, accounts: ['miramar'], place, at: () => place };
}

function makeIntent(name: string, intent: Partial<Intent>): Intent {
  return { name, triggers: null, threshold: null, title: {}, place, ...intent };
}

function makeVariations(given: NonNullable<ConfigParts['responses']>[string]): ResponseVariation[] {
  const variations = Array.isArray(given) ? given : [{ text: typeof given === 'string' ? { es: given } : given }];
  return variations.map((variation) => ({ text: {}, choices: [], condition: [], extras: {}, place, ...variation }));
}
