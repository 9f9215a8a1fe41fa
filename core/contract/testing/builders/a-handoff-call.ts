import type { HandoffCall } from '../../ports/notifier.ts';
import { aTranscript } from './a-transcript.ts';

/** A guest who asked for a person. */
export function aHandoffCall(overrides: Partial<HandoffCall> = {}): HandoffCall {
  return {
    id: '0197ab12-7f00-7abc-8def-0123456789ab',
    property: 'miramar',
    channel: 'web',
    conversationId: '0b7e4f52-3c1d-8a6e-a0f9-5d2c7b1e4a38',
    reason: 'guest_asked',
    language: 'es',
    at: '2026-06-01T10:01:00Z',
    lastMessages: aTranscript('Hola', 'Buenos días, ¿en qué podemos ayudarle?', 'Quiero hablar con una persona'),
    ...overrides,
  };
}
