import { errorCodes } from '@botones/contract';

/** What an error says about the system that was called. */
export interface Judgement {
  /** It counts against the system. Otherwise the system works, and says no for a reason of its own. */
  readonly counts: boolean;
  /** The same call may succeed when it is tried again. */
  readonly again: boolean;
  /** Something of ours failed on the way: the system was not asked, or not to the end, and is neither well nor ill. */
  readonly ours: boolean;
  /** Seconds of rest that the system asks for before anybody calls it again. */
  readonly restSeconds: number | null;
}

export type Judge = (error: unknown) => Judgement;

/**
 * What the other side answered, however unwelcome (sold out, a wrong key, a pause asked for), and what no try can cure,
 * never counts against it, nor does a PostgreSQL of ours in which an adapter keeps its books; whatever else was thrown
 * does. Errors are known by their fields, since a plugin may bring
 * its own copy of the contract.
 */
export const judge: Judge = (error) => {
  const { code, retryable, retryAfterSeconds } = (typeof error === 'object' && error !== null ? error : {}) as {
    code?: unknown;
    retryable?: unknown;
    retryAfterSeconds?: unknown;
  };
  const again = retryable !== false;
  const names = typeof retryAfterSeconds === 'number' && Number.isFinite(retryAfterSeconds) && retryAfterSeconds >= 0;
  const restSeconds = names ? retryAfterSeconds : null;
  const ours = code === 'ERR_DATABASE_DOWN';
  return { counts: again && restSeconds === null && !ours && !isAnswer(code), again, ours, restSeconds };
};

const codes: Readonly<Record<string, { readonly means: string; readonly answered?: boolean }>> = errorCodes;

function isAnswer(code: unknown): boolean {
  return typeof code === 'string' && Object.hasOwn(codes, code) && codes[code]?.answered === true;
}
