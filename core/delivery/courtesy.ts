import type { Channel, Message } from '@botones/contract';
import type { TurnResult } from './types.ts';

/** A turn that takes no longer is answered before a guest would see anything else. */
const TYPING_AFTER_MS = 300;
const DEADLINE_MS = 10_000;
/** Under load what is only polite is left out. */
const MOST = 32;

/**
 * Tells guests that they were read, and that an answer comes where it takes a moment. Nothing waits for it, and nobody
 * hears of it when it fails.
 */
export function createCourtesy(afterMs = TYPING_AFTER_MS) {
  let underWay = 0;

  function tell(call: ((message: Message, signal: AbortSignal) => Promise<void>) | undefined, message: Message): void {
    if (call === undefined || underWay >= MOST) return;
    underWay += 1;
    const done = () => {
      underWay -= 1;
    };
    void call(message, AbortSignal.timeout(DEADLINE_MS)).then(done, done);
  }

  return async function beside(
    channel: Channel | undefined,
    message: Message,
    owner: 'bot' | 'staff',
    turn: () => Promise<TurnResult>,
  ): Promise<TurnResult> {
    if (channel === undefined || message.from !== 'guest' || owner !== 'bot') return turn();
    const { typing, markRead } = channel;
    if (typing === undefined && markRead === undefined) return turn();
    let typed = false;
    const timer = setTimeout(() => {
      typed = typing !== undefined;
      tell(typing?.bind(channel), message);
    }, afterMs);
    try {
      const result = await turn();
      if (!typed && result.replies.length > 0) tell(markRead?.bind(channel), message);
      return result;
    } finally {
      clearTimeout(timer);
    }
  };
}
