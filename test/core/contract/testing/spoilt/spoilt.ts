import type { Capabilities, Message, Part } from '@botones/contract';
import { type Letter, render, type Spoil } from '../carrier.ts';

/** A channel that breaks a promise, by what it does; and which check must see it. */
export type Spoilt = Record<string, { seen: RegExp; spoil?: Spoil; declared?: Partial<Capabilities> }>;

/** Changes each message that the good channel reads. */
export function rewrite(change: (message: Message) => Partial<Message>): Spoil {
  return (good) => ({
    parse(request) {
      const received = good.parse(request);
      return { ...received, messages: received.messages.map((message) => ({ ...message, ...change(message) })) };
    },
  });
}

/** Changes the parts before they are rendered. */
export function withParts(change: (parts: readonly Part[]) => readonly Part[]): Spoil {
  return () => ({ render: (parts, limits) => render(change(parts), limits) });
}

/** Changes each letter that was rendered. */
export function withLetters(change: (letter: Letter) => Letter): Spoil {
  return () => ({ render: (parts, limits) => render(parts, limits).map(change) });
}
