import type { Line } from './timeline.ts';

/** Longest time for which dots promise an answer. */
export const PATIENCE_MS = 12_000;

/**
 * Does the bot owe an answer? The guest wrote last, and neither does a person answer now
 * nor has the bot been silent on an earlier message.
 */
export function awaitsAnswer(lines: readonly Line[]): boolean {
  const sent = lines.filter((line) => line.state !== 'failed');
  const answered = sent.findLastIndex((line) => line.from !== 'guest');
  const first = sent[answered + 1];
  const last = sent.at(-1);
  if (!first || !last || sent[answered]?.from === 'staff') return false;
  return Date.parse(last.at) - Date.parse(first.at) < PATIENCE_MS;
}
