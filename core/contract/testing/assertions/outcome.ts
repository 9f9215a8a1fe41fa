import type { CardsReply, Choice, Effect, Handoff, NamedCard, NamedReply, Outcome, PartsReply } from '../../index.ts';
import { outboundPart } from './part.ts';
import { listOf, matching, nullable, object, optional, type Rule, record, text, words } from './rules.ts';

const named = object<NamedReply>({
  response: words,
  values: optional(record),
  choices: optional(listOf(object<Choice>({ title: words, payload: words, description: optional(text) }))),
});

const image: Rule = (value, path) => outboundPart({ type: 'cards', cards: [{ title: '-', image: value }] }, path);
const card = object<NamedCard>({
  response: words,
  values: optional(record),
  choices: optional(listOf(object<Choice>({ title: words, payload: words, description: optional(text) }))),
  image: optional(image),
});
const cards = object<CardsReply>({ cards: listOf(card) });

const finished = object<PartsReply>({ parts: listOf(outboundPart) });

const reply: Rule = (value, path) => {
  const given = Object(value);
  ('response' in given ? named : 'cards' in given ? cards : finished)(value, path);
};

const handoff = object<Handoff>({ reason: matching(/^[a-z][a-z0-9_]*$/, 'a short code such as guest_asked') });
const effect = object<Effect>({ operation: words, key: optional(words), reference: optional(words) });

const outcome = object<Outcome>({
  replies: listOf(reply),
  slots: optional(record),
  handoff: optional(handoff),
  next: optional(nullable(words)),
  effects: optional(listOf(effect)),
});

/** Throws unless this is what a handler may return. */
export function assertOutcome(value: unknown): asserts value is Outcome {
  outcome(value, 'outcome');
}
