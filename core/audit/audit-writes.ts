import { randomUUIDv7 } from 'node:crypto';
import { type AuditEntry, type Operation, type Pms, pmsOperations, type Reservation } from '@botones/contract';
import { judge } from '../resilience/judge.ts';
import { describeKey, describeRequest, describeReservation, differences } from './describe-write.ts';
import type { Trail } from './trail.ts';

export interface AuditWritesParts {
  readonly property: string;
  readonly trail: Pick<Trail, 'record'>;
  now(): Temporal.Instant;
  /** Longest time of the reading back; default 3,000. */
  readonly readBackMs?: number;
}

type Facts = Readonly<Record<string, unknown>>;
type Method = (...args: unknown[]) => Promise<unknown>;

const READ_BACK_MS = 3_000;

/**
 * The same PMS, each of whose writes leaves two lines: `pms.began` before it is called, without which it is not called
 * at all, and `pms.done` or `pms.failed` with what it answered and what the PMS says when it is asked again.
 */
export function auditWrites(pms: Pms, parts: AuditWritesParts): Pms {
  const audited = Object.create(pms);
  for (const [name, operation] of Object.entries<Operation>(pmsOperations)) {
    if (operation.does !== 'write') continue;
    const value = auditWrite(name as keyof typeof describeRequest, operation.key, pms, parts);
    Object.defineProperty(audited, name, { value, enumerable: true });
  }
  return audited;
}

function auditWrite(
  name: keyof typeof describeRequest,
  keyAt: number | null,
  pms: Pms,
  { property, trail, now, readBackMs = READ_BACK_MS }: AuditWritesParts,
): Method {
  const method = (pms[name] as Method).bind(pms);
  const describe = describeRequest[name] as (...args: unknown[]) => Facts;

  return async (...args) => {
    const signal = args.findLast((arg) => arg instanceof AbortSignal) ?? never;
    const { key, subject } = describeKey(keyAt === null ? null : args[keyAt]);
    const call = randomUUIDv7();
    const request = described(() => describe(...args));
    const entry = (event: string, data: Facts): AuditEntry => ({
      id: randomUUIDv7(),
      at: now().toString(),
      property,
      event,
      subject: subject ?? 'pms',
      data: { operation: name, call, key, ...data },
    });
    await trail.record([entry('pms.began', { request })], signal);
    const started = performance.now();
    const milliseconds = () => Math.round(performance.now() - started);
    // Nobody may be told that a write failed because it could not be noted that it did not.
    const note = (event: string, data: Facts) => trail.record([entry(event, data)]).catch(() => {});
    let answer: unknown;
    try {
      answer = await method(...args);
    } catch (error) {
      const took = milliseconds();
      // Whoever says no has done nothing; after anything else it is worth knowing what the PMS has.
      const readBack = judge(error).counts ? await askAgain(request.reference, signal, null) : null;
      await note('pms.failed', { error: describeError(error), readBack, milliseconds: took });
      throw error;
    }
    const took = milliseconds();
    const result = isReservation(answer) ? described(() => describeReservation(answer)) : null;
    const readBack = await askAgain(result?.reference ?? request.reference, signal, result);
    await note('pms.done', { result, readBack, milliseconds: took });
    return answer;
  };

  async function askAgain(reference: unknown, signal: AbortSignal, expected: Facts | null): Promise<Facts | null> {
    if (typeof reference !== 'string') return null;
    try {
      const both = AbortSignal.any([signal, AbortSignal.timeout(readBackMs)]);
      const found = describeReservation(await pms.getReservation(reference, both));
      const differs = expected === null ? [] : differences(expected, found);
      if (expected !== null && differs.length === 0) return { same: true };
      return expected === null ? { found } : { same: false, differs, found };
    } catch (error) {
      return { error: describeError(error) };
    }
  }
}

/** What cannot be described, for an adapter gave something odd, is no reason to stop a booking. */
function described(describe: () => Facts): Facts {
  try {
    return describe();
  } catch {
    return { undescribed: true };
  }
}

const never = new AbortController().signal;

function isReservation(answer: unknown): answer is Reservation {
  return typeof answer === 'object' && answer !== null && 'reference' in answer && 'total' in answer;
}

/** A code, or the kind of a foreign error; never its message, which may quote a guest. */
function describeError(error: unknown): Facts {
  const { code, name, field } = (error ?? {}) as { code?: unknown; name?: unknown; field?: unknown };
  const isCode = typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,63}$/.test(code);
  return {
    code: isCode ? code : typeof name === 'string' ? name : 'Error',
    ...(typeof field === 'string' && /^[\w.[\]]{1,64}$/.test(field) ? { field } : {}),
  };
}
