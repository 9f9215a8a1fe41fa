import type { Choice, Part, Property, Reply } from '@botones/contract';
import type { Bot, ResponseVariation } from '../config/config.ts';

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

/** Turns a reply into parts, in the guest's language. An unknown response says nothing: `null`. */
export function say(reply: Reply, voice: Voice): Part[] | null {
  if ('parts' in reply) return reply.parts;
  const variation = pick(findResponse(voice.bot, reply.response) ?? [], voice);
  if (variation === undefined) return null;
  const values = { ...propertyValues(voice.property), ...voice.slots, ...reply.values };
  const text = fill(inLanguage(variation.text, voice) ?? '', values, voice);
  const choices = [
    ...variation.choices.map(({ payload, title }): Choice => ({ payload, title: inLanguage(title, voice) ?? payload })),
    ...(reply.choices ?? []),
  ];
  const parts: Part[] = [];
  if (variation.image !== undefined) {
    parts.push({ type: 'image', media: { url: fill(variation.image, values, voice) }, alt: text });
  }
  if (choices.length > 0) parts.push({ type: 'choices', text, choices });
  else if (text !== '') parts.push({ type: 'text', text });
  return parts;
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
  return one === other;
}

/** A text by language: the guest's, else the property's default, else any. */
export function inLanguage(
  texts: Readonly<Record<string, string>>,
  voice: Pick<Voice, 'language' | 'property'>,
): string | undefined {
  return texts[voice.language] ?? texts[voice.property.languages[0] ?? ''] ?? Object.values(texts)[0];
}

/** `{name}` → its value; `{{x}}` is a literal `{x}`; an unknown name stays as it is. A value may be given by language. */
function fill(text: string, values: Readonly<Record<string, unknown>>, voice: Voice): string {
  return text.replace(
    /\{\{(.*?)\}\}|\{([^{}\s]+)\}/g,
    (whole, literal: string | undefined, name: string | undefined) => {
      if (literal !== undefined) return `{${literal}}`;
      const value = Object.hasOwn(values, name ?? '') ? values[name ?? ''] : null;
      if (value === undefined || value === null) return whole;
      if (Array.isArray(value)) return value.join(', ');
      if (typeof value === 'object') return inLanguage(value as Record<string, string>, voice) ?? whole;
      return String(value);
    },
  );
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
