/** Something to ask, and what its answer holds. */
export interface Exchange {
  ask: string;
  answer: RegExp;
}

/** A running hotel, as the browser tests see it: in memory, or the real server. */
export interface BrowserHost {
  /** The page with the chat. */
  url: string;
  /** Two questions in each language; their answers must differ. */
  talk: Record<'es' | 'en', [Exchange, Exchange]>;
  /** Ends the server as a crash does, and starts it again on what is stored. */
  restart(whileDown?: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}
