import { type Api, Refused } from './api.ts';
import { backoff } from './backoff.ts';
import type { MemoryStore, Session } from './memory.ts';
import { pause } from './pause.ts';

export interface Sending {
  session(): Promise<Session>;
  /** The token is worth nothing any more. */
  expired(): void;
  heard(): void;
  lost(): void;
  /** A draft was refused for good. */
  changed(): void;
}

/**
 * Sends the drafts in memory, oldest first and one at a time, for as long as it takes. Ids make a repeat harmless,
 * so whatever may not have arrived is sent again: after a reload, from another tab.
 */
export function makeSender(api: Api, memory: MemoryStore, on: Sending, signal: AbortSignal): () => Promise<void> {
  const sent = new Set<string>();
  let busy = false;

  const next = () => memory.read().drafts.find((draft) => !draft.failed && !sent.has(draft.id));

  return async function drain() {
    if (busy) return;
    busy = true;
    let failures = 0;
    for (let draft = next(); draft && !signal.aborted; draft = next()) {
      try {
        await api.postMessage(await on.session(), draft);
        sent.add(draft.id);
        failures = 0;
        on.heard();
      } catch (error) {
        const refused = error instanceof Refused ? error : null;
        if (refused && refused.status !== 401 && !refused.passing) {
          const { id } = draft;
          memory.update(({ drafts }) => ({
            drafts: drafts.map((one) => (one.id === id ? { ...one, failed: true } : one)),
          }));
          on.changed();
          continue;
        }
        if (refused?.status === 401) on.expired();
        else if (refused?.status !== 429) on.lost();
        failures += 1;
        await pause(Math.max(backoff(failures), refused?.retryAfterMs ?? 0), signal);
      }
    }
    busy = false;
  };
}
