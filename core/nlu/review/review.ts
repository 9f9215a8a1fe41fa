import { OUT_OF_SCOPE } from '@botones/contract';
import type { PropertyConfig } from '../../config/index.ts';
import type { Model } from '../model/model.ts';
import { understand } from '../understand.ts';
import type { Candidate, CandidateStore } from './candidate.ts';
import { cluster } from './cluster.ts';
import { writeExamples } from './write-examples.ts';

/** Messages that say about the same, with what the present model would take them for. */
export interface ReviewGroup {
  readonly candidates: readonly Candidate[];
  /** Likely intents, the best first. */
  readonly suggestions: readonly string[];
}

/** A guest's own word counts as much as this many sure guesses. */
const SAID = 3;

/** How many candidates a review looks at. */
const MOST = 1_000;

/** What waits for a decision, the largest group first. */
export async function openReview(store: CandidateStore, model: Model): Promise<ReviewGroup[]> {
  const candidates = await store.list(model.manifest.property, MOST);
  return cluster(candidates).map((members) => ({ candidates: members, suggestions: suggest(members, model) }));
}

/** Writes the group into the YAML as examples of the intent, and takes it off the list. Gives the files written. */
export async function assignGroup(
  store: CandidateStore,
  { bot, property }: PropertyConfig,
  candidates: readonly Candidate[],
  intent: string,
): Promise<string[]> {
  const [first = 'en'] = property.languages;
  const languageOf = ({ language }: Candidate) => (property.languages.includes(language) ? language : first);
  const files: string[] = [];
  for (const [language, members] of Map.groupBy(candidates, languageOf)) {
    const texts = [...new Set(members.map(({ text }) => text))];
    files.push(await writeExamples(bot, intent, language, texts));
  }
  await store.decide(
    candidates.map(({ id }) => id),
    { intent },
  );
  return [...new Set(files)];
}

export async function discardGroup(store: CandidateStore, candidates: readonly Candidate[]): Promise<void> {
  await store.decide(
    candidates.map(({ id }) => id),
    'discarded',
  );
}

/** What guests said they meant comes first, then the sum of the shares that the model gives to the group's messages. */
function suggest(candidates: readonly Candidate[], model: Model): string[] {
  const sums = new Map<string, number>();
  for (const { text, language, meant } of candidates) {
    if (meant) sums.set(meant, (sums.get(meant) ?? 0) + SAID);
    for (const { intent, confidence } of understand(model, text, { language }).ranking) {
      sums.set(intent, (sums.get(intent) ?? 0) + confidence);
    }
  }
  const ranked = [...sums].sort((left, right) => right[1] - left[1]).map(([intent]) => intent);
  return ranked.filter((intent) => intent !== OUT_OF_SCOPE).slice(0, 4);
}
