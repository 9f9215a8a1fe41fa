import { defineComponent, type TrainingData } from '@botones/contract';
import { bytesToJson, jsonBytes } from '../learn/bytes.ts';
import { foldText } from '../learn/fold-text.ts';

/** Folded saying → what it stands for. */
type Synonyms = ReadonlyMap<string, string>;

/** Gives entities the value that their words stand for, whatever their case and accents. Stands after the extractors. */
export default defineComponent<undefined, Synonyms>({
  name: 'synonyms',
  setup: () => ({
    shared: true,
    train: learnSynonyms,
    process(parse, synonyms) {
      for (const entity of parse.entities) {
        if (typeof entity.value !== 'string') continue;
        entity.value = synonyms.get(foldText(entity.value).replace(/\s+/g, ' ').trim()) ?? entity.value;
      }
    },
    save: (synonyms) => ({ 'synonyms.json': jsonBytes([...synonyms]) }),
    load: (files) => new Map(bytesToJson<[string, string][]>(files, 'synonyms.json')),
  }),
});

/** As in Rasa, an example that marks words with another value makes them synonyms. */
function learnSynonyms({ synonyms, examples }: TrainingData): Synonyms {
  const learned = new Map<string, string>();
  for (const { text, entities } of examples) {
    for (const { value, start, end } of entities) {
      const words = text.slice(start, end);
      if (typeof value === 'string' && value !== words) learned.set(foldText(words).trim(), value);
    }
  }
  for (const [saying, value] of Object.entries(synonyms)) learned.set(foldText(saying).trim(), value);
  return learned;
}
