import type { Choice, Part, Property, Reply } from '@botones/contract';
import type { Bot, ResponseVariation } from '../config/config.ts';
import { type Fill, fillWith, inLanguage } from './responses/fill.ts';
import { sayCards } from './responses/say-cards.ts';
import { sayExtras } from './responses/say-extras.ts';

export interface Voice {
  readonly bot: Pick<Bot, 'responses'>;
  readonly property: Property;
  readonly language: string;
  readonly channel: string;
  readonly slots: Readonly<Record<string, unknown>>;
  /** Chooses among equal variations; the same seed says the same. */
  readonly seed: number;
}

/** Is there such a response? `hours/open` is short for `utter_hours/open`. */
export function findResponse(bot: Pick<Bot, 'responses'>, name: string): readonly ResponseVariation[] | undefined {
  return bot.responses.get(name) ?? bot.responses.get(`utter_${name}`);
}

/**
 * Turns a reply into parts, in the guest's language and in Rasa's order: words with their choices, `custom`, picture,
 * attachment, cards. An unknown response says nothing: `null`.
 */
export function say(reply: Reply, voice: Voice): Part[] | null {
  if ('parts' in reply) return reply.parts;
  if ('cards' in reply) return sayCards(reply, (one) => say(one, voice));
  const variation = pick(findResponse(voice.bot, reply.response) ?? [], voice);
  if (variation === undefined) return null;
  const fill = fillWith({ ...propertyValues(voice.property), ...voice.slots, ...reply.values }, voice);
  const text = fill.text(inLanguage(variation.text, voice) ?? '');
  const choices = [...choicesOf(variation, voice, fill), ...(reply.choices ?? [])];
  const parts: Part[] = [];
  if (choices.length > 0) parts.push({ type: 'choices', text, choices });
  else if (text !== '') parts.push({ type: 'text', text });
  return [...parts, ...sayExtras(variation, fill)];
}

/** As Rasa ranks them: condition and channel, channel, condition, plain; by seed among equals. */
function pick(variations: readonly ResponseVariation[], voice: Voice): ResponseVariation | undefined {
  const fitting = variations.filter(
    ({ channel, condition }) =>
      (channel === undefined || channel === voice.channel) &&
      condition.every(({ slot, value }) => sameValue(voice.slots[slot], value)),
  );
  const rank = (variation: ResponseVariation) =>
    (variation.channel === undefined ? 0 : 2) + (variation.condition.length > 0 ? 1 : 0);
  const best = Math.max(...fitting.map(rank));
  const equals = fitting.filter((variation) => rank(variation) === best);
  return equals[voice.seed % equals.length];
}

function sameValue(one: unknown, other: unknown): boolean {
  if (typeof one === 'string' && typeof other === 'string') return one.toLowerCase() === other.toLowerCase();
  return (one ?? null) === (other ?? null);
}

function choicesOf({ choices }: ResponseVariation, voice: Voice, fill: Fill): Choice[] {
  return choices.map(({ payload, title }) => ({
    payload: fill.text(payload),
    title: fill.text(inLanguage(title, voice) ?? payload),
  }));
}

function propertyValues(property: Property): Record<string, unknown> {
  return {
    hotel: property.name,
    phone: property.phone,
    email: property.email,
    website: property.website,
    review_url: property.reviewUrl,
  };
}
