import { defineComponent, type TrainingData } from '@botones/contract';
import { bytesToJson, jsonBytes } from '../learn/bytes.ts';

/** Example → its intent. */
type Sayings = Map<string, string>;

/** Recognises a message that is one of the examples, word by word and in order; one of two intents' is nobody's. */
export default defineComponent<undefined, Sayings>({
  name: 'exact-match',
  setup: () => ({
    train: learnSayings,
    process(parse, sayings) {
      parse.exact = sayings.get(parse.words.join(' ')) ?? null;
    },
    save: (sayings) => ({ 'sayings.json': jsonBytes([...sayings]) }),
    load: (files) => new Map(bytesToJson<[string, string][]>(files, 'sayings.json')),
  }),
});

function learnSayings({ examples }: TrainingData): Sayings {
  const sayings: Sayings = new Map();
  const ambiguous = new Set<string>();
  for (const { parse, intent } of examples) {
    const saying = parse.words.join(' ');
    const other = sayings.get(saying);
    if (other !== undefined && other !== intent) ambiguous.add(saying);
    else if (saying) sayings.set(saying, intent);
  }
  for (const saying of ambiguous) sayings.delete(saying);
  return sayings;
}
