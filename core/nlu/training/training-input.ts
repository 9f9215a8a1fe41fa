import { createHash } from 'node:crypto';
import type { Example, Property } from '@botones/contract';
import type { Bot, Thresholds } from '../../config/config.ts';
import type { ComponentEntry } from '../pipeline.ts';

/** Raise it when the same data train to another model than before. */
const RECIPE = 3;

/** Everything that a model depends on, in an order of its own: files may be moved and sorted freely. */
export interface TrainingInput {
  readonly intents: readonly string[];
  readonly examples: readonly Example[];
  readonly languages: readonly string[];
  readonly entities: readonly string[];
  readonly synonyms: Readonly<Record<string, string>>;
  readonly regexes: Readonly<Record<string, readonly string[]>>;
  readonly lookups: Readonly<Record<string, readonly string[]>>;
  readonly pipeline: readonly ComponentEntry[];
}

export type TrainableBot = Pick<Bot, 'examples' | 'entities' | 'synonyms' | 'regexes' | 'lookups'>;

/** What training needs to know of a property. */
export interface TrainableProperty {
  readonly property: Pick<Property, 'id' | 'name' | 'languages'>;
  readonly thresholds: Thresholds;
  /** Empty is the recommended one. */
  readonly pipeline: readonly ComponentEntry[];
  readonly bot: TrainableBot;
}

export function trainingInput(
  bot: TrainableBot,
  languages: readonly string[],
  pipeline: readonly ComponentEntry[],
): TrainingInput {
  const examples = bot.examples
    .map(({ text, intent, language, entities }) => ({ text, intent, language, entities: [...entities] }))
    .sort((left, right) => compare(keyOf(left), keyOf(right)));
  return {
    intents: [...new Set(examples.map(({ intent }) => intent))].sort(compare),
    examples,
    languages,
    entities: entityNames(bot),
    synonyms: bot.synonyms,
    regexes: bot.regexes,
    lookups: bot.lookups,
    pipeline: pipeline.map(({ name, options }) => ({ name, options })),
  };
}

function entityNames({ entities, examples }: TrainableBot): string[] {
  const marked = examples.flatMap((example) => example.entities.map(({ entity }) => entity));
  return [...new Set([...entities.keys(), ...marked])].sort(compare);
}

/** Hexadecimal SHA-256 of the input and of the recipe: equal hashes train to equal models. */
export function hashInput(input: TrainingInput): string {
  return createHash('sha256')
    .update(JSON.stringify([RECIPE, sortKeys(input)]))
    .digest('hex');
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => compare(left, right))
      .map(([key, one]) => [key, sortKeys(one)]),
  );
}

const keyOf = ({ intent, language, text }: Example) => `${intent}\n${language}\n${text}`;
const compare = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);
