import type { Choice, Part, TranscriptEntry } from '@botones/contract';
import { type Api, Refused } from './api.ts';
import type { MemoryStore, Session } from './memory.ts';
import { receive } from './receive.ts';
import { makeSender } from './send.ts';
import { type Draft, dropShown, merge } from './timeline.ts';
import { uuid } from './uuid.ts';

export interface ChatState {
  readonly language: string;
  readonly entries: readonly TranscriptEntry[];
  readonly drafts: readonly Draft[];
  /** `idle` while there is no conversation yet. */
  readonly connection: 'idle' | 'connecting' | 'online' | 'lost';
  /** The stored conversation has been brought in; what comes now is new. */
  readonly restored: boolean;
  /** The last sequence number that the guest has looked at. */
  readonly seen: number;
  /** Files on their way to the server. */
  readonly uploads: number;
  /** Why the last file did not get there. */
  readonly trouble: 'file' | 'connection' | null;
}

export type Chat = ReturnType<typeof makeChat>;

/** The conversation behind the widget: what it shows, and what the guest can do. It knows no DOM. */
export function makeChat(
  api: Api,
  memory: MemoryStore,
  language: string,
  now: () => string = () => new Date().toISOString(),
) {
  const stopped = new AbortController();
  const listeners = new Set<() => void>();
  const remembered = memory.read();
  let receiving = new AbortController();
  let hidden = false;
  let session: Session | null = null;
  let opening: Promise<Session> | null = null;
  let state: ChatState = {
    language: remembered.language ?? language,
    entries: [],
    drafts: remembered.drafts,
    connection: 'idle',
    restored: remembered.session === null,
    seen: remembered.seen,
    uploads: 0,
    trouble: null,
  };

  function set(change: Partial<ChatState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  const heard = () => {
    if (state.connection !== 'online') set({ connection: 'online' });
  };
  const lost = () => {
    if (state.connection !== 'lost') set({ connection: 'lost' });
  };

  function take(news: TranscriptEntry[]): void {
    const entries = merge(state.entries, news);
    const drafts = dropShown(memory.read().drafts, entries);
    if (drafts.length < memory.read().drafts.length) memory.update(() => ({ drafts }));
    set({ entries, drafts });
  }

  /** Starts or restarts receiving: after a new session, when the tab is shown or hidden, when the network comes or goes. */
  function follow(): void {
    receiving.abort();
    receiving = new AbortController();
    if (!session || stopped.signal.aborted) return;
    if (state.connection === 'idle') set({ connection: 'connecting' });
    const on = {
      heard,
      lost,
      entries: take,
      live: () => state.restored || set({ restored: true }),
      last: () => state.entries.at(-1)?.seq ?? 0,
      expired,
    };
    void receive(api, session, hidden, on, receiving.signal);
  }

  function adopt(found: Session | null): void {
    const other = found?.session !== session?.session;
    session = found;
    if (!other) return;
    set({ entries: [], restored: found === null, connection: found ? 'connecting' : 'idle' });
    follow();
  }

  function expired(): void {
    const { session: kept } = memory.read();
    if (kept && session && kept.token !== session.token) {
      session = kept;
      follow();
      return;
    }
    memory.update(() => ({ session: null, seen: 0 }));
    adopt(null);
    if (state.drafts.length > 0) void drain();
  }

  /** The session of this browser; the first message opens one, so nothing is stored of guests who only look. */
  async function ensureSession(): Promise<Session> {
    const found = memory.read().session;
    if (found) {
      adopt(found);
      return found;
    }
    opening ??= api.openSession(state.language, null).finally(() => {
      opening = null;
    });
    const opened = await opening;
    // Another tab may have been faster.
    const kept = memory.update((before) => ({ session: before.session ?? opened })).session ?? opened;
    adopt(kept);
    return kept;
  }

  async function renew(former: Session): Promise<void> {
    const fresh = await api.openSession(state.language, former).catch(() => null);
    if (fresh?.session !== former.session) return;
    memory.update(() => ({ session: fresh }));
    session = fresh;
  }

  const drain = makeSender(
    api,
    memory,
    { session: ensureSession, expired, heard, lost, changed: () => set({ drafts: memory.read().drafts }) },
    stopped.signal,
  );

  function write(draft: Omit<Draft, 'id' | 'language' | 'at'>): void {
    const whole: Draft = { id: uuid(), ...draft, language: state.language, at: now() };
    set({ trouble: null });
    set({ drafts: memory.update(({ drafts }) => ({ drafts: [...drafts, whole] })).drafts });
    void drain();
  }

  return {
    get state(): ChatState {
      return state;
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start(): void {
      const { session: found } = memory.read();
      adopt(found);
      if (found && found.renewAt < now()) void renew(found);
      void drain();
    },
    say(text: string): void {
      write({ text });
    },
    pick({ payload, title }: Choice): void {
      write({ picked: { payload, title } });
    },
    /** Sends a picture, a document, or what was just recorded. */
    async sendFile(body: Blob, name: string, voice = false): Promise<void> {
      set({ uploads: state.uploads + 1, trouble: null });
      try {
        const { file, mime, url } = await api.uploadFile(await ensureSession(), body, name);
        write({ file, voice, part: partOf(mime, url, name, voice) });
      } catch (error) {
        const refused = error instanceof Refused ? error : null;
        if (refused?.status === 401) expired();
        set({ trouble: refused && !refused.passing && refused.status !== 401 ? 'file' : 'connection' });
      } finally {
        set({ uploads: state.uploads - 1 });
      }
    },
    /** Sends a refused message again, as it was. */
    retry(id: string): void {
      const again = ({ failed: _, ...draft }: Draft): Draft => draft;
      const { drafts } = memory.update((before) => ({
        drafts: before.drafts.map((one) => (one.id === id ? again(one) : one)),
      }));
      set({ drafts });
      void drain();
    },
    speak(language: string): void {
      memory.update(() => ({ language }));
      set({ language });
    },
    /** The guest has looked at everything that is here. */
    look(): void {
      const seen = state.entries.at(-1)?.seq ?? state.seen;
      if (seen <= state.seen) return;
      memory.update(() => ({ seen }));
      set({ seen });
    },
    /** Another tab wrote into the memory that both share. */
    recall(): void {
      const { session: found, drafts, seen } = memory.read();
      adopt(found);
      set({ drafts: dropShown(drafts, state.entries), seen: Math.max(seen, state.seen) });
    },
    /** The tab was shown or hidden, or the network came or went. */
    wake(nowHidden: boolean): void {
      hidden = nowHidden;
      follow();
    },
    stop(): void {
      stopped.abort();
      receiving.abort();
    },
  };
}

function partOf(mime: string, url: string, name: string, voice: boolean): Part {
  const media = { url, mime };
  if (mime.startsWith('image/')) return { type: 'image', media, alt: '' };
  return mime.startsWith('audio/') ? { type: 'audio', media, voice } : { type: 'document', media, name };
}
