import type { HandoffCall, Notifier } from '../../ports/notifier.ts';

/** Keeps what it is told. */
export function fakeNotifier(): Notifier & { readonly calls: HandoffCall[] } {
  const calls: HandoffCall[] = [];
  return {
    calls,
    async notify(call, signal) {
      signal.throwIfAborted();
      calls.push(call);
    },
  };
}
