import type { Answer } from '../../../../core/nlu/evaluation/answer.ts';

/** An answer as a model might have given it. */
export function answer(intent: string, given: string | null, confidence: number, text = `${intent} message`): Answer {
  const ranking = given === null ? [] : [{ intent: given, confidence }];
  return {
    text,
    language: 'en',
    intent,
    understanding: { intent: given, confidence, ranking, entities: [], language: 'en' },
  };
}
