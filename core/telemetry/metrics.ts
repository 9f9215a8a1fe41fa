import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { openBreakerGauges } from './breaker-gauges.ts';
import { openRedisGauges, type RedisFigures } from './redis-gauges.ts';

export type Metrics = ReturnType<typeof createMetrics>;

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 10, 30];

/** Every metric of the product: base units, bounded labels. Names without prefix are the blueprint's. */
export function createMetrics(sources: {
  pool(): { size: number; checkedOut: number };
  /** Null while Redis is away; left out where there is none. */
  redis?(): Promise<RedisFigures | null>;
}) {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  new Gauge({
    name: 'postgres_pool_size',
    help: 'Open connections of the shared PostgreSQL pool.',
    registers,
    collect() {
      this.set(sources.pool().size);
    },
  });
  new Gauge({
    name: 'postgres_pool_checked_out',
    help: 'Connections of the shared PostgreSQL pool that are in use.',
    registers,
    collect() {
      this.set(sources.pool().checkedOut);
    },
  });
  openRedisGauges(registers, sources.redis);
  return {
    register,
    httpRequests: new Counter({
      name: 'http_requests_total',
      help: 'HTTP requests answered.',
      labelNames: ['status'],
      registers,
    }),
    httpDuration: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from the request line to the end of the answer; streams are left out.',
      buckets: seconds,
      registers,
    }),
    showBreaker: openBreakerGauges(registers),
    calls: new Histogram({
      name: 'botones_call_duration_seconds',
      help: 'Calls to outside systems.',
      labelNames: ['system', 'operation', 'result'],
      buckets: seconds,
      registers,
    }),
    retries: new Counter({
      name: 'botones_retries_total',
      help: 'Calls to outside systems that were made again after a failure.',
      labelNames: ['system', 'operation'],
      registers,
    }),
    timeouts: new Counter({
      name: 'botones_timeouts_total',
      help: 'Calls to outside systems that were left at their time.',
      labelNames: ['system', 'operation'],
      registers,
    }),
    cached: new Counter({
      name: 'botones_cache_requests_total',
      help: 'Reads of ports whose answers may be given again, by what came of it: hit, miss, shared, stale.',
      labelNames: ['port', 'operation', 'result'],
      registers,
    }),
    fallbacks: new Counter({
      name: 'botones_fallbacks_total',
      help: 'Calls to outside systems that were answered by their fallback.',
      labelNames: ['system', 'operation'],
      registers,
    }),
    messages: new Counter({
      name: 'botones_messages_total',
      help: 'Messages taken in, doubles apart.',
      labelNames: ['channel', 'double'],
      registers,
    }),
    lockedOut: new Gauge({
      name: 'botones_channel_locked_out',
      help: 'Channels whose platform no longer lets the hotel in: 1 until their credentials are renewed.',
      labelNames: ['channel', 'property'],
      registers,
    }),
    troubles: new Counter({
      name: 'botones_channel_troubles_total',
      help: 'Troubles that platforms report of the account of a channel.',
      labelNames: ['channel', 'property'],
      registers,
    }),
    undelivered: new Counter({
      name: 'botones_undelivered_total',
      help: 'Replies that did not reach their guest and were given to staff, by why.',
      labelNames: ['kind'],
      registers,
    }),
    auditFallback: new Counter({
      name: 'audit_fallback_writes_total',
      help: 'Entries of the audit trail that were written into the fallback file, since PostgreSQL took none.',
      registers,
    }),
    auditReplayed: new Counter({
      name: 'botones_audit_replayed_total',
      help: 'Entries of fallback files that were stored afterwards.',
      registers,
    }),
    auditRefused: new Counter({
      name: 'botones_audit_refused_total',
      help: 'Lines that the audit sink can never take and that were put aside.',
      registers,
    }),
    auditWaiting: new Gauge({
      name: 'botones_audit_waiting_bytes',
      help: 'Size of the fallback files whose entries wait for PostgreSQL.',
      registers,
    }),
    turns: new Counter({
      name: 'botones_turns_total',
      help: 'Turns by what was decided.',
      labelNames: ['channel', 'decision'],
      registers,
    }),
    turnDuration: new Histogram({
      name: 'botones_turn_stage_duration_seconds',
      help: 'Stages of a turn: understand, act.',
      labelNames: ['stage'],
      buckets: [0.00005, 0.0001, 0.0005, ...seconds],
      registers,
    }),
    intents: new Counter({
      name: 'botones_intents_total',
      help: 'Turns by intent.',
      labelNames: ['intent'],
      registers,
    }),
    transcribedSeconds: new Counter({
      name: 'botones_transcribed_seconds_total',
      help: 'Voice messages turned into text, in seconds of recording.',
      labelNames: ['property'],
      registers,
    }),
    transcriptionCost: new Counter({
      name: 'botones_transcription_cost_total',
      help: 'What transcribing cost, in units of the currency, where the transcriber tells.',
      labelNames: ['property', 'currency'],
      registers,
    }),
    escalations: new Counter({
      name: 'botones_escalations_total',
      help: 'Conversations handed to staff, by reason.',
      labelNames: ['reason'],
      registers,
    }),
  };
}
