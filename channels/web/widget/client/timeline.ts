import type { Part, TranscriptEntry } from '@botones/contract';

/** A message that this browser wrote and the server has not yet shown back. */
export interface Draft {
  id: string;
  text?: string;
  picked?: { payload: string; title: string };
  /** A file that the server has, under the name that it gave it; and how it looks here. */
  file?: string;
  voice?: boolean;
  part?: Part;
  language: string;
  /** ISO instant, by the guest's clock. */
  at: string;
  /** The server refused it for good. */
  failed?: boolean;
}

/** What the guest sees, whoever said it. */
export interface Line extends Omit<TranscriptEntry, 'seq'> {
  /** Stable while the line is shown: the guest's own id, else the sequence number. */
  key: string;
  state: 'stored' | 'sending' | 'failed';
}

/** Adds what the server sent, each sequence number once, in order. The same array comes back when there is no news. */
export function merge(entries: readonly TranscriptEntry[], news: readonly TranscriptEntry[]): TranscriptEntry[] {
  const known = new Set(entries.map((entry) => entry.seq));
  const fresh = news.filter((entry) => !known.has(entry.seq) && known.add(entry.seq));
  if (fresh.length === 0) return entries as TranscriptEntry[];
  return [...entries, ...fresh].sort((a, b) => a.seq - b.seq);
}

/** Drafts that the server has not shown back: the others stand in the entries already. */
export function dropShown(drafts: readonly Draft[], entries: readonly TranscriptEntry[]): Draft[] {
  const shown = new Set(entries.map((entry) => entry.providerId));
  return drafts.filter((draft) => !shown.has(draft.id));
}

/** Entries, then what is still on its way. */
export function toLines(entries: readonly TranscriptEntry[], drafts: readonly Draft[]): Line[] {
  const stored = entries.map(
    ({ seq, ...entry }): Line => ({ ...entry, key: entry.providerId ?? `#${seq}`, state: 'stored' }),
  );
  return [...stored, ...dropShown(drafts, entries).map(lineOf)];
}

function lineOf(draft: Draft): Line {
  return {
    key: draft.id,
    from: 'guest',
    at: draft.at,
    state: draft.failed ? 'failed' : 'sending',
    parts: [partOf(draft)],
  };
}

function partOf({ part, picked, text = '' }: Draft): Part {
  return part ?? (picked ? { type: 'picked', ...picked } : { type: 'text', text });
}
