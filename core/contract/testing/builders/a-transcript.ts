import type { TranscriptEntry } from '../../channel.ts';

/** One line of a conversation. */
export function anEntry(overrides: Partial<TranscriptEntry> = {}): TranscriptEntry {
  return { seq: 1, from: 'guest', at: '2026-06-01T10:00:00Z', parts: [{ type: 'text', text: 'Hola' }], ...overrides };
}

/** Texts as the lines of a conversation, guest and bot in turn: `aTranscript('Hola', 'Buenos días')`. */
export function aTranscript(...texts: string[]): TranscriptEntry[] {
  const start = Temporal.Instant.from('2026-06-01T10:00:00Z');
  return texts.map((text, index) =>
    anEntry({
      seq: index + 1,
      from: index % 2 === 0 ? 'guest' : 'bot',
      at: start.add({ seconds: index * 10 }).toString(),
      parts: [{ type: 'text', text }],
    }),
  );
}
