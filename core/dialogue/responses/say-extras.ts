import type { Card, Choice, Part } from '@botones/contract';
import { z } from 'zod';
import type { ResponseVariation } from '../../config/config.ts';
import type { Fill } from './fill.ts';

const text = z.string().optional().catch(undefined);

/** A Rasa attachment: a URL, or Facebook's form of one. */
const attachment = z.union([
  z
    .string()
    .transform((url) => ({ type: 'file', title: undefined as string | undefined, url: url as string | undefined })),
  z
    .looseObject({ type: text, payload: z.looseObject({ src: text, url: text, title: text, name: text }).optional() })
    .transform(({ type = 'file', payload }) => ({
      type,
      title: payload?.title ?? payload?.name,
      url: payload?.src ?? payload?.url,
    })),
]);

/** A card of Facebook's generic template, which is Rasa's `elements`. */
const element = z.looseObject({
  title: z.string(),
  subtitle: text,
  image_url: text,
  default_action: z.looseObject({ url: text }).optional().catch(undefined),
  buttons: z.array(z.looseObject({ title: z.string(), payload: text, url: text })).default([]),
});

/** What a response shows beside its words, in Rasa's order. */
export function sayExtras({ image, extras }: Pick<ResponseVariation, 'image' | 'extras'>, fill: Fill): Part[] {
  const { custom, attachment: attached, elements, metadata } = extras;
  const parts: Part[] = [];
  // As Rasa's channels do that know nothing better.
  if (custom !== undefined) parts.push({ type: 'text', text: JSON.stringify(fill.deep(custom)) });
  if (image !== undefined) {
    const { alt } = Object(metadata) as { alt?: unknown };
    parts.push({ type: 'image', media: { url: fill.text(image) }, alt: fill.text(String(alt ?? '')) });
  }
  const file = attachment.safeParse(fill.deep(attached)).data;
  if (file?.url !== undefined) parts.push(toPart(file.type, file.url, file.title));
  const cards = Array.isArray(elements) ? elements.flatMap((each) => toCard(fill.deep(each))) : [];
  if (cards.length > 0) parts.push({ type: 'cards', cards });
  return parts;
}

function toPart(type: string, url: string, title: string | undefined): Part {
  const name = title ?? nameIn(url);
  if (type === 'image') return { type: 'image', media: { url }, alt: title ?? '' };
  if (type === 'audio') return { type: 'audio', media: { url }, voice: false };
  return { type: 'document', media: { url }, name };
}

function nameIn(url: string): string {
  const last = url.split(/[?#]/)[0]?.split('/').at(-1) || url;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

function toCard(given: unknown): Card[] {
  const { data } = element.safeParse(given);
  if (data === undefined) return [];
  const { title, subtitle, image_url: url, buttons, default_action: action } = data;
  const choices = buttons.flatMap((button): Choice[] =>
    button.payload === undefined ? [] : [{ title: button.title, payload: button.payload }],
  );
  const link = buttons.find((button) => button.payload === undefined && button.url !== undefined);
  const target = link?.url ?? action?.url;
  return [
    {
      title,
      ...(subtitle !== undefined && { text: subtitle }),
      ...(url !== undefined && { image: { url, alt: '' } }),
      ...(choices.length > 0 && { choices }),
      ...(target !== undefined && { link: { title: link?.title ?? title, url: target } }),
    },
  ];
}
