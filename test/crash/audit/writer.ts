import type { AuditEntry } from '@botones/contract';
import { auditPolicy, guardSinks } from '../../../core/audit/guard-sinks.ts';
import { auditFolder, openTrail } from '../../../core/audit/trail.ts';
import { createLimits } from '../../../core/resilience/limit.ts';
import type { PolicyChanges } from '../../../core/resilience/policy.ts';
import { openLazyAuditStore } from '../../../core/store/lazy-audit-store.ts';
import { createLogger } from '../../../core/telemetry/logger.ts';
import { createMetrics } from '../../../core/telemetry/metrics.ts';
import { observeTrail } from '../../../core/telemetry/observe.ts';
import { openGuards } from '../../../core/telemetry/open-guards.ts';

/** A process that keeps a trail, joined as the bot joins it: PostgreSQL behind its guard, and the fallback file. */
export interface WriterSetup {
  readonly url: string;
  readonly dataFolder: string;
  readonly property: string;
  /** As a hotel writes it in its YAML. */
  readonly policy: PolicyChanges;
}

export interface Batch {
  readonly batch: number;
  readonly entries: readonly AuditEntry[];
}

/** `recorded`: the trail has said of all of a batch that they are kept. `fellBack`: so many went into the file. */
export type Told = { readonly recorded: number } | { readonly fellBack: number } | { readonly ready: true };

const setup = JSON.parse(process.argv[2] ?? '') as WriterSetup;
const tell = (told: Told) => process.send?.(told);
const logger = createLogger({ level: 'silent' });
const metrics = createMetrics({ pool: () => ({ size: 0, checkedOut: 0 }) });
const guardOf = openGuards({ metrics, logger, limits: createLimits(null), changed() {} });
const observed = observeTrail(metrics, logger);
const store = openLazyAuditStore(setup.url);
const trail = openTrail({
  sinkOf: guardSinks([[setup.property, guardOf(setup.property, 'audit', auditPolicy, setup.policy)]], store),
  folder: auditFolder(setup.dataFolder),
  events: {
    ...observed,
    fellBack(count) {
      observed.fellBack?.(count);
      tell({ fellBack: count });
    },
  },
});

process.on('message', ({ batch, entries }: Batch) => {
  // One by one, as they happen; that they share a statement is the trail's affair.
  void Promise.all(entries.map((entry) => trail.record([entry]))).then(() => tell({ recorded: batch }));
});
process.on('SIGTERM', async () => {
  await trail.stop(5_000);
  await store.close();
  process.exit(0);
});
tell({ ready: true });
