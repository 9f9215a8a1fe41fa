import { jsonBytes } from '../learn/bytes.ts';
import { type Answer, isInScope, isRight } from './answer.ts';
import { intentReport } from './intent-report.ts';

/**
 * The files that `rasa test nlu` writes about intents, by name, so that tools made for Rasa read them:
 * `intent_report.json`, `intent_errors.json` and `intent_successes.json`.
 */
export function rasaFiles(answers: readonly Answer[]): Record<string, Uint8Array> {
  return {
    'intent_report.json': jsonBytes(intentReport(answers.filter(isInScope))),
    'intent_errors.json': jsonBytes(answers.filter((answer) => !isRight(answer)).map(toRow)),
    'intent_successes.json': jsonBytes(answers.filter(isRight).map(toRow)),
  };
}

function toRow({ text, intent, understanding }: Answer) {
  return {
    text,
    intent,
    intent_prediction: { name: understanding.intent, confidence: understanding.confidence },
  };
}
