import { randomUUID } from 'node:crypto';
import type { Database, Statement } from '../store/database.ts';

/** Word of new work and new replies, inside this process and between processes. Losing one costs a poll, nothing else. */
export interface Wake {
  /** Messages came in that this process has no hands for. */
  callForHelp(): void;
  onHelpNeeded(hear: () => void): void;
  /** Readers of these conversations have something to fetch. */
  said(conversationIds: readonly string[]): void;
  /** Returns how to stop. */
  onSaid(conversationId: string, hear: () => void): () => void;
  /** A platform rang: there is something to poll for this `property/channel`. */
  rang(name: string): void;
  onRing(hear: (name: string) => void): void;
  close(): void;
}

const notify: Statement = { name: 'wake_notify', text: 'select pg_notify($1, $2)' };

// Notifying inside the transaction would make commits queue up behind each other (6872 → 2212 a second).
const DEBOUNCE_MS = 10;
/** PostgreSQL takes payloads below 8000 bytes; an id is 36. */
const IDS_A_NOTICE = 200;

/** One notice from a process that stays no longer than that: `from` is any word, then the conversations. */
export async function announce(
  database: Database,
  channel: 'botones_work' | 'botones_said' | 'botones_ring',
  text: string,
): Promise<void> {
  await database.query(notify, [channel, text]);
}

export async function openWake(database: Database): Promise<Wake> {
  const sender = randomUUID().slice(0, 8);
  const readers = new Map<string, Set<() => void>>();
  const helpers = new Set<() => void>();
  const pollers = new Set<(name: string) => void>();
  const unsaid = new Set<string>();
  let help = false;
  let timer: NodeJS.Timeout | null = null;

  const tell = (channel: Parameters<typeof announce>[1], text: string) =>
    void announce(database, channel, `${sender} ${text}`).catch(() => {});

  function flush(): void {
    timer = null;
    if (help) tell('botones_work', '');
    help = false;
    const ids = [...unsaid];
    unsaid.clear();
    for (let i = 0; i < ids.length; i += IDS_A_NOTICE) tell('botones_said', ids.slice(i, i + IDS_A_NOTICE).join(' '));
  }

  function soon(): void {
    timer ??= setTimeout(flush, DEBOUNCE_MS);
  }

  function hearSaid(ids: Iterable<string>): void {
    for (const id of ids) for (const hear of readers.get(id) ?? []) hear();
  }

  const stopWork = await database.listen('botones_work', (payload) => {
    if (payload === null || !payload.startsWith(sender)) for (const hear of helpers) hear();
  });
  const stopSaid = await database.listen('botones_said', (payload) => {
    if (payload === null) hearSaid(readers.keys());
    else if (!payload.startsWith(sender)) hearSaid(payload.split(' ').slice(1));
  });
  const stopRing = await database.listen('botones_ring', (payload) => {
    const [from, name] = payload?.split(' ') ?? [];
    if (from !== sender && name !== undefined) for (const hear of pollers) hear(name);
  });

  return {
    callForHelp() {
      help = true;
      soon();
    },
    onHelpNeeded: (hear) => void helpers.add(hear),
    said(ids) {
      hearSaid(ids);
      for (const id of ids) unsaid.add(id);
      soon();
    },
    onSaid(id, hear) {
      const others = readers.get(id) ?? new Set();
      readers.set(id, others.add(hear));
      return () => {
        others.delete(hear);
        if (others.size === 0 && readers.get(id) === others) readers.delete(id);
      };
    },
    rang(name) {
      for (const hear of pollers) hear(name);
      tell('botones_ring', name);
    },
    onRing: (hear) => void pollers.add(hear),
    close() {
      if (timer) clearTimeout(timer);
      stopWork();
      stopSaid();
      stopRing();
    },
  };
}
