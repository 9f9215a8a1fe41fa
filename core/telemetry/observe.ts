import type { Transcription } from '@botones/contract';
import type { TrailEvents } from '../audit/trail.ts';
import type { GuardEvents } from '../resilience/guard.ts';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';

/** Figures of one turn, for logs and metrics. No guest text. */
export interface TurnObservation {
  readonly turnId: string;
  readonly conversationId: string;
  readonly property: string;
  readonly channel: string;
  readonly intent: string | null;
  readonly confidence: number;
  readonly language: string;
  readonly decision: string;
  readonly handoff: string | null;
  /** Milliseconds. */
  readonly understandMs: number;
  readonly actMs: number;
  readonly error?: unknown;
}

export function observeTurn(turn: TurnObservation, metrics: Metrics, logger: Logger): void {
  const { understandMs, actMs, error, ...fields } = turn;
  metrics.turns.inc({ channel: turn.channel, decision: turn.decision });
  metrics.intents.inc({ intent: turn.intent ?? 'none' });
  metrics.turnDuration.observe({ stage: 'understand' }, understandMs / 1000);
  metrics.turnDuration.observe({ stage: 'act' }, actMs / 1000);
  if (turn.handoff !== null) metrics.escalations.inc({ reason: turn.handoff });
  if (error === undefined) logger.info(fields, 'A turn was answered');
  else logger.error({ ...fields, error }, 'A handler failed and the guest was given a person');
}

/** What a guard tells, as metrics and a log line when its system is given a rest. */
export function observeGuard(
  { property, system }: { readonly property: string; readonly system: string },
  metrics: Metrics,
  logger: Logger,
): GuardEvents {
  return {
    state(state) {
      if (state === 1) logger.error({ property, system }, 'An outside system is given a rest');
    },
    called: (result, seconds, operation) => metrics.calls.observe({ system, operation, result }, seconds),
    retried: (operation) => metrics.retries.inc({ system, operation }),
    timedOut: (operation) => metrics.timeouts.inc({ system, operation }),
    fellBack: (operation) => metrics.fallbacks.inc({ system, operation }),
  };
}

/** What came of reads whose answers may be given again. */
export function observeCache(metrics: Metrics): (port: string, operation: string, result: string) => void {
  return (port, operation, result) => metrics.cached.inc({ port, operation, result });
}

/** What was heard in a voice message, in seconds and money. */
export function observeTranscription(property: string, metrics: Metrics): (heard: Transcription) => void {
  return ({ seconds, cost }) => {
    metrics.transcribedSeconds.inc({ property }, seconds);
    if (cost !== undefined) metrics.transcriptionCost.inc({ property, currency: cost.currency }, cost.amount);
  };
}

/** What becomes of entries of the audit trail that PostgreSQL does not take at once. */
export function observeTrail(metrics: Metrics, logger: Logger): TrailEvents {
  return {
    fellBack(count) {
      metrics.auditFallback.inc(count);
      logger.warn({ count }, 'Entries of the audit trail went into the fallback file');
    },
    replayed({ entries, aside }) {
      metrics.auditReplayed.inc(entries);
      metrics.auditRefused.inc(aside);
      logger.info({ count: entries }, 'Entries of the fallback file were stored');
    },
    waiting: (bytes) => metrics.auditWaiting.set(bytes),
    refused(count) {
      metrics.auditRefused.inc(count);
      logger.error({ count }, 'Entries of the audit trail cannot be stored and were put aside');
    },
    failed: (error) => logger.error({ error }, 'The audit trail can be written neither to PostgreSQL nor to a file'),
  };
}
