import { defineComponent, type Entity, type TrainingData } from '@botones/contract';
import { bytesToJson, jsonBytes } from '../learn/bytes.ts';
import { foldText } from '../learn/fold-text.ts';
import { SEARCHED } from './regex-entities.ts';

/** Entity → its folded values. */
type Values = Readonly<Record<string, readonly string[]>>;
type Model = { readonly values: Values; readonly expressions: ReadonlyMap<string, RegExp> };

/**
 * Finds listed values, and values that an example marks, whatever their case and accents. Of two values at one
 * place the longer is taken.
 */
export default defineComponent<undefined, Model>({
  name: 'lookup-entities',
  setup: () => ({
    shared: true,
    train: (data) => modelOf(collectValues(data)),
    process(parse, { expressions }) {
      const text = parse.text.slice(0, SEARCHED);
      const folded = foldText(text);
      for (const [entity, expression] of expressions) parse.entities.push(...find(text, folded, entity, expression));
    },
    save: ({ values }) => ({ 'values.json': jsonBytes(values) }),
    load: (files) => modelOf(bytesToJson<Values>(files, 'values.json')),
  }),
});

function find(text: string, folded: string, entity: string, expression: RegExp): Entity[] {
  return Array.from(folded.matchAll(expression), ({ index: start, 0: match }) => {
    const end = start + match.length;
    return { entity, value: text.slice(start, end), start, end, extractor: 'lookup-entities' };
  });
}

function modelOf(values: Values): Model {
  return { values, expressions: new Map(Object.entries(values).map(([entity, list]) => [entity, expressionOf(list)])) };
}

function expressionOf(values: readonly string[]): RegExp {
  const longestFirst = values.toSorted((left, right) => right.length - left.length);
  const choice = longestFirst.map((value) => value.split(/\s+/).map(RegExp.escape).join('\\s+')).join('|');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${choice})(?![\\p{L}\\p{N}])`, 'gu');
}

function collectValues({ lookups, entities, examples }: TrainingData): Values {
  const pairs: [entity: string, value: string][] = [];
  for (const [entity, list] of Object.entries(lookups)) {
    if (entities.includes(entity)) for (const value of list) pairs.push([entity, foldText(value).trim()]);
  }
  for (const [value, owners] of markedValues(examples)) {
    const [owner] = owners;
    if (owner && owners.size === 1) pairs.push([owner, value]);
  }
  const byEntity = Map.groupBy(pairs, ([entity]) => entity);
  return Object.fromEntries(
    [...byEntity].map(([entity, own]) => [entity, [...new Set(own.map(([, value]) => value))].filter(Boolean).sort()]),
  );
}

/** Marked value → entities that it was marked as. Plain numbers mean something else in every sentence. */
function markedValues(examples: TrainingData['examples']): Map<string, Set<string>> {
  const owners = new Map<string, Set<string>>();
  for (const { text, entities } of examples) {
    for (const { entity, start, end } of entities) {
      const value = foldText(text.slice(start, end)).trim();
      if (/^[\d\W]*$/.test(value)) continue;
      owners.set(value, (owners.get(value) ?? new Set()).add(entity));
    }
  }
  return owners;
}
