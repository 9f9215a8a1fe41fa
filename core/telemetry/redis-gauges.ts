import { Gauge, type Registry } from 'prom-client';

/** Of a Redis, as it tells itself. */
export interface RedisFigures {
  readonly usedBytes: number;
  /** 0: it may use all there is. */
  readonly maxBytes: number;
  readonly hits: number;
  readonly misses: number;
  readonly evicted: number;
}

const gauges = {
  redis_memory_used_bytes: ['usedBytes', 'Memory that Redis uses.'],
  redis_memory_max_bytes: ['maxBytes', 'Memory that Redis may use; 0 without a limit.'],
  redis_keyspace_hits_total: ['hits', 'Keys that Redis was asked for and had.'],
  redis_keyspace_misses_total: ['misses', 'Keys that Redis was asked for and had not.'],
  redis_evicted_keys_total: ['evicted', 'Keys that Redis let go to make room.'],
} as const;

/** Asked for when somebody looks; without a value while Redis is away, or where there is none. */
export function openRedisGauges(registers: Registry[], ask?: () => Promise<RedisFigures | null>): void {
  let asking: Promise<RedisFigures | null> | null = null;
  // All gauges of one look share one question.
  const figures = () => {
    asking ??= (ask?.() ?? Promise.resolve(null)).finally(() => {
      asking = null;
    });
    return asking;
  };
  for (const [name, [figure, help]] of Object.entries(gauges)) {
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        const found = await figures();
        if (found === null) this.remove();
        else this.set(found[figure]);
      },
    });
  }
}
