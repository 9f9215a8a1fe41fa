import type pg from 'pg';

/** Calls `heard` with each payload on `channel`, and with null after a gap in which some may have been missed. */
export type Listen = (channel: string, heard: (payload: string | null) => void) => Promise<() => void>;

interface Listener {
  listen: Listen;
  close(): Promise<void>;
}

const RETRY_MS = 250;

/** One connection for all `LISTEN`s of this process; it comes back by itself after a restart of PostgreSQL. */
export function openListener(connect: () => pg.Client): Listener {
  const heard = new Map<string, Set<(payload: string | null) => void>>();
  let client: pg.Client | null = null;
  let opening: Promise<void> | null = null;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  async function open(): Promise<void> {
    const fresh = connect();
    fresh.on('error', () => {});
    fresh.on('end', () => lose(fresh));
    fresh.on('notification', ({ channel, payload }) => tell(channel, payload ?? ''));
    try {
      await fresh.connect();
      for (const channel of heard.keys()) await fresh.query(`listen ${channel}`);
      client = fresh;
    } catch {
      lose(fresh);
      return;
    }
    for (const channel of heard.keys()) tell(channel, null);
  }

  function lose(which: pg.Client): void {
    if (client !== null && client !== which) return;
    client = null;
    if (closed) return;
    clearTimeout(retry);
    retry = setTimeout(start, RETRY_MS);
  }

  function start(): Promise<void> {
    opening ??= open().finally(() => {
      opening = null;
    });
    return opening;
  }

  function tell(channel: string, payload: string | null): void {
    for (const hear of heard.get(channel) ?? []) hear(payload);
  }

  return {
    async listen(channel, hear) {
      const others = heard.get(channel);
      if (others) {
        others.add(hear);
      } else {
        heard.set(channel, new Set([hear]));
        if (client) await client.query(`listen ${channel}`).catch(() => {});
        else await start();
      }
      return () => heard.get(channel)?.delete(hear);
    },
    async close() {
      closed = true;
      clearTimeout(retry);
      await opening;
      await client?.end().catch(() => {});
    },
  };
}
