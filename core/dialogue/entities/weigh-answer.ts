import type { Entity } from '@botones/contract';
import { foldText } from '../../nlu/learn/fold-text.ts';
import { grammarOf } from './grammars.ts';

/** Words of a message that entities stand for, and words that say something else; "please" and "the" count nowhere. */
export interface Weight {
  readonly found: number;
  readonly other: number;
}

/** `varies`: "what about" and the like count nowhere, too. */
export function weighAnswer(text: string, language: string, entities: readonly Entity[], varies = false): Weight {
  const { dayFillers, from, to, aged, yearsOld, monthsOld, ageJoin, weAre, none, articles, courtesies, varying } =
    grammarOf(language);
  const empty = [
    dayFillers,
    from,
    to,
    aged,
    yearsOld,
    monthsOld,
    ageJoin,
    weAre,
    none,
    articles,
    courtesies,
    varies ? varying : [],
  ];
  let [found, other] = [0, 0];
  for (const { 0: word, index } of foldText(text).matchAll(/\p{L}+|\d+/gu)) {
    if (empty.some((words) => words.includes(word))) continue;
    if (entities.some(({ start, end }) => index >= start && index < end)) found++;
    else other++;
  }
  return { found, other };
}
