import { z } from 'zod';

/** Where the next look into the mailbox begins. */
export interface Cursor {
  /** Google's `historyId`, a number of 64 bits as text. */
  readonly history: string;
  /** When the newest mail that was read came in; Unix seconds. Where to begin again when Google has forgotten the history. */
  readonly seen: number;
  /** Older mail that is still to be read, newest first. */
  readonly backlog?: Backlog | undefined;
}

export interface Backlog {
  /** Mail since then; Unix seconds. */
  readonly after: number;
  /** Google's name for the next page; the first without it. */
  readonly page?: string | undefined;
  /** Something new was found in this pass: since pages shift while staff tidy up, another follows. */
  readonly found: boolean;
  /** It fills a gap in what was read, and is no look back of the first start. */
  readonly gap?: boolean | undefined;
}

const schema = z.object({
  history: z.string().regex(/^\d{1,20}$/),
  seen: z.number(),
  backlog: z
    .object({ after: z.number(), page: z.string().optional(), found: z.boolean(), gap: z.boolean().optional() })
    .optional(),
});

/** Null for none, and for one that nobody can read: then the mailbox is begun anew. */
export function readCursor(text: string | null): Cursor | null {
  try {
    return text === null ? null : schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

export function writeCursor({ history, seen, backlog }: Cursor): string {
  return JSON.stringify({ history, seen, ...(backlog && { backlog }) });
}

/** The later of two history ids. */
export function later(one: string, other: string): string {
  return BigInt(one) >= BigInt(other) ? one : other;
}
