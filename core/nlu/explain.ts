import type { Parse, Understanding } from '@botones/contract';
import type { Model } from './model/model.ts';
import { createParse, forkParse } from './parse.ts';
import { runSteps, toUnderstanding } from './understand.ts';

/** What one component made of a text. */
export interface View {
  readonly component: string;
  readonly microseconds: number;
  /** In words, one thing a line. */
  readonly lines: readonly string[];
}

/** Understands a text and tells what each component added. Slower than `understand`; for people. */
export function explain(
  model: Model,
  text: string,
  sticky: string | null,
): { understanding: Understanding; views: View[] } {
  const { languages, intents } = model.manifest;
  const start = () => createParse(text, sticky ?? languages[0] ?? 'en', sticky);
  runSteps(model, start());
  const parse = start();
  const views = model.steps.map(({ name, component }, at) => {
    const before = forkParse(parse);
    const started = performance.now();
    component.process(parse, model.models[at]);
    return {
      component: name,
      microseconds: (performance.now() - started) * 1000,
      lines: changes(before, parse, intents),
    };
  });
  return { understanding: toUnderstanding(parse), views };
}

function changes(before: Parse, after: Parse, intents: readonly string[]): string[] {
  const lines: string[] = [];
  if (after.clean !== before.clean) lines.push(`“${after.clean}”`);
  if (after.language !== before.language) lines.push(`language ${after.language}`);
  if (after.words !== before.words) lines.push(`words ${after.words.join(' | ')}`);
  if (after.stems !== before.stems) lines.push(`stems ${after.stems.join(' | ')}`);
  if (after.exact !== before.exact) lines.push(`is an example of ${after.exact}`);
  if (after.features !== before.features) {
    lines.push(
      `${after.features.ids.length} of ${after.features.size} features, ${Math.round(100 * after.features.known)} % of the words known`,
    );
  }
  for (const { scores } of after.votes.slice(before.votes.length)) lines.push(topThree(scores, intents));
  if (after.ranking !== before.ranking) {
    lines.push(...after.ranking.map(({ intent, confidence }) => `${confidence.toFixed(3)} ${intent}`));
  } else if (after.confidence !== before.confidence) lines.push(`confidence ${after.confidence.toFixed(3)}`);
  for (const [at, { entity, value, start, end }] of after.entities.entries()) {
    if (before.entities[at]?.value !== value) lines.push(`${entity} ${JSON.stringify(value)} at ${start}–${end}`);
  }
  return lines;
}

function topThree(scores: Float32Array, intents: readonly string[]): string {
  const order = [...scores.keys()].sort((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0));
  return order
    .slice(0, 3)
    .map((at) => `${intents[at]} ${(scores[at] ?? 0).toFixed(2)}`)
    .join(', ');
}
