import type { Chat } from './client/chat.ts';

/** A tab that is hidden only for a moment keeps its stream. */
const HIDDEN_MS = 30_000;

/** Tells the chat when the tab is hidden or shown, the network comes or goes, and other tabs write. Returns how to stop. */
export function watchPage(chat: Chat, memoryKey: string): () => void {
  const gone = new AbortController();
  const { signal } = gone;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asleep = false;

  function sleep(next: boolean): void {
    asleep = next;
    chat.wake(asleep);
  }

  document.addEventListener(
    'visibilitychange',
    () => {
      clearTimeout(timer);
      if (document.hidden) timer = setTimeout(() => sleep(true), HIDDEN_MS);
      else if (asleep) sleep(false);
    },
    { signal },
  );
  addEventListener('online', () => chat.wake(asleep), { signal });
  addEventListener('offline', () => chat.wake(asleep), { signal });
  // A page taken out of the back-forward cache has dead connections.
  addEventListener('pageshow', (event) => event.persisted && sleep(false), { signal });
  addEventListener('storage', (event) => event.key === memoryKey && chat.recall(), { signal });

  return () => {
    clearTimeout(timer);
    gone.abort();
  };
}
