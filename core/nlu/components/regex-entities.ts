import { BotonesError, defineComponent, type Entity, type TrainingData } from '@botones/contract';
import { bytesToJson, jsonBytes } from '../learn/bytes.ts';

/** Guests' texts are searched up to here, in UTF-16 units. */
export const SEARCHED = 2_000;

/** Entity → what finds it. */
type Patterns = Readonly<Record<string, readonly RegExp[]>>;

/** Finds the entities that `regex:` describes. As in Rasa, patterns ignore case and overlaps are all reported. */
export default defineComponent<undefined, Patterns>({
  name: 'regex-entities',
  setup: () => ({
    shared: true,
    train: learnPatterns,
    process(parse, patterns) {
      const text = parse.text.slice(0, SEARCHED);
      for (const [entity, expressions] of Object.entries(patterns)) {
        for (const expression of expressions) parse.entities.push(...matches(text, entity, expression));
      }
    },
    save: (patterns) => ({
      'patterns.json': jsonBytes(
        Object.entries(patterns).map(([entity, expressions]) => [entity, expressions.map(({ source }) => source)]),
      ),
    }),
    load: (files) =>
      Object.fromEntries(
        bytesToJson<[string, string[]][]>(files, 'patterns.json').map(([entity, sources]) => [
          entity,
          sources.map(compile),
        ]),
      ),
  }),
});

/** As in Rasa, a pattern finds an entity only when its name is an entity's. */
function learnPatterns({ regexes, entities }: TrainingData): Patterns {
  const named = Object.entries(regexes).filter(([name]) => entities.includes(name));
  return Object.fromEntries(named.map(([entity, sources]) => [entity, sources.map(compile)]));
}

function matches(text: string, entity: string, expression: RegExp): Entity[] {
  const found: Entity[] = [];
  for (const match of text.matchAll(expression)) {
    if (!match[0]) continue;
    const start = match.index;
    found.push({ entity, value: match[0], start, end: start + match[0].length, extractor: 'regex-entities' });
  }
  return found;
}

/** Rasa's patterns are Python's: names of groups are written otherwise, and flags may lead. */
function compile(source: string): RegExp {
  const translated = source.replaceAll('(?P<', '(?<').replace(/^\(\?[imsux]+\)/, '');
  for (const flags of ['giu', 'gi']) {
    try {
      return new RegExp(translated, flags);
    } catch {}
  }
  throw new BotonesError('ERR_CONFIG', `"${source}" is not a regular expression`);
}
