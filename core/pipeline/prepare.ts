import { type Message, type Part, textOf, type Understanding } from '@botones/contract';
import type { PropertyConfig } from '../config/config.ts';
import { choose } from '../dialogue/choose.ts';
import type { Tracker } from '../dialogue/tracker.ts';
import { parsePayload } from './payload.ts';

export interface Prepared {
  /** The guest's words. */
  text: string;
  /** What is known already, because one of our own choices was taken. */
  understanding: Understanding | null;
  /** See `Situation`. */
  readable: boolean;
  certain: boolean;
  /** Language of the conversation so far, or the guest's own setting at its start. */
  sticky: string | null;
}

/**
 * Message → text to understand, or at once what it means: when it takes a choice that was offered, or is a picture or a
 * document alone and the conversation waits for one (`fileMeans`, an intent).
 */
export function prepare(
  message: Message,
  tracker: Tracker,
  language: string | null,
  heardIn: string | null,
  config: Pick<PropertyConfig, 'bot' | 'property'>,
  fileMeans: unknown = null,
): Prepared {
  const sticky =
    language ??
    supported(heardIn, config.property.languages) ??
    supported(message.guest.locale, config.property.languages);
  const picked = message.parts.find((part) => part.type === 'picked');
  const text = picked ? picked.title : textOf(wordsAmong(message.parts));
  const awaited = typeof fileMeans === 'string' && isFileAlone(message.parts) ? `/${fileMeans}` : undefined;
  const payload = picked?.payload ?? awaited ?? choose(text, tracker.offered)?.payload ?? text;
  const meant = parsePayload(payload, sticky ?? config.property.languages[0] ?? 'en', config.bot);
  if (meant !== null) return { text, understanding: meant, readable: true, certain: true, sticky };
  // A payload that is no `/intent` stands for the words that the guest would have typed.
  const words = payload === text || payload.startsWith('/') ? text : payload;
  return { text: words, understanding: null, readable: words.trim() !== '', certain: false, sticky };
}

/** A picture without a caption; the name of a document is not the guest's words. */
function isFileAlone(parts: readonly Part[]): boolean {
  const isFile = ({ type }: Part) => type === 'image' || type === 'document';
  return parts.some(isFile) && textOf(parts.filter(({ type }) => type !== 'document')).trim() === '';
}

/** The name of a file says something only where the guest says nothing beside it. */
function wordsAmong(parts: readonly Part[]): readonly Part[] {
  const says = parts.some((part) => part.type === 'text' && part.text.trim() !== '');
  return says ? parts.filter((part) => part.type !== 'document') : parts;
}

function supported(locale: string | undefined | null, languages: readonly string[]): string | null {
  const primary = locale?.split(/[-_]/)[0]?.toLowerCase();
  return languages.find((language) => language === primary) ?? null;
}
