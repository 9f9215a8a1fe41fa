import type { HandoffCall, Notifier, OperatorAlert } from '../../ports/notifier.ts';

/** Keeps what it is told. */
export function fakeNotifier(): Notifier & { readonly calls: HandoffCall[]; readonly alerts: OperatorAlert[] } {
  const calls: HandoffCall[] = [];
  const alerts: OperatorAlert[] = [];
  return {
    calls,
    alerts,
    async notify(call, signal) {
      signal.throwIfAborted();
      calls.push(call);
    },
    async alert(alert, signal) {
      signal.throwIfAborted();
      alerts.push(alert);
    },
  };
}
