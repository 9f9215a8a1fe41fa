import type { Received } from '@botones/contract';

/** What `npm run chat` hands over: who sits at the terminal, an id, and the line. */
export interface TypedLine {
  guest: string;
  id: string;
  text: string;
}

/** One typed line → one message. Anything else is skipped. */
export function parse(body: Uint8Array, account: string, now: string): Received {
  const line = readLine(body);
  if (line === null) return { messages: [], deliveries: [], skipped: ['no line of the terminal'] };
  const parts = [{ type: 'text' as const, text: line.text }];
  const message = {
    providerId: line.id,
    account,
    guest: { key: line.guest },
    from: 'guest' as const,
    sentAt: now,
    parts,
  };
  return { messages: [message], deliveries: [] };
}

function readLine(body: Uint8Array): TypedLine | null {
  try {
    const { guest, id, text } = JSON.parse(new TextDecoder().decode(body));
    const named = [guest, id].every((value) => typeof value === 'string' && value !== '' && value.length <= 256);
    return named && typeof text === 'string' ? { guest, id, text } : null;
  } catch {
    return null;
  }
}
