import type { Turn } from '../../handler.ts';
import { textOf } from '../../text-of.ts';
import { aMessage } from './a-message.ts';
import { aProperty } from './a-property.ts';
import { anUnderstanding } from './an-understanding.ts';

/** A guest's message at noon in Madrid on Monday, 1 June 2026. Text and language follow from what is given. */
export function aTurn(overrides: Partial<Turn> = {}): Turn {
  const { text } = overrides;
  const message = overrides.message ?? aMessage(text === undefined ? {} : { parts: [{ type: 'text', text }] });
  const understanding =
    overrides.understanding ??
    anUnderstanding(overrides.language === undefined ? {} : { language: overrides.language });
  return {
    id: 'conversation-1:1',
    conversationId: 'conversation-1',
    channel: 'web',
    property: aProperty(),
    message,
    text: textOf(message.parts),
    understanding,
    slots: {},
    answered: [],
    language: understanding.language,
    now: Temporal.Instant.from('2026-06-01T10:00:00Z'),
    signal: new AbortController().signal,
    ...overrides,
  };
}
