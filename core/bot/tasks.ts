import { createAlertTask } from '../delivery/alert.ts';
import { pruneChannelEvents } from '../delivery/channel-events.ts';
import { createKeepMediaTask } from '../delivery/keep-media-task.ts';
import type { News } from '../delivery/news.ts';
import { callJob, createNotifyTask, createSweepTask } from '../delivery/notify.ts';
import { pruneInbox } from '../delivery/retention.ts';
import { pruneTally } from '../delivery/tally.ts';
import type { CronEntry, Task } from '../jobs/jobs.ts';
import type { CandidateStore } from '../nlu/index.ts';
import { sweepLocks } from '../store/locks.ts';
import { pruneMedia } from '../store/media.ts';
import { pruneAudit } from '../store/prune-audit.ts';
import { pruneTranscriptions } from '../store/transcriptions.ts';
import type { Grounds } from './grounds.ts';
import type { OpenProperty } from './open-property.ts';

interface Parts {
  readonly properties: readonly OpenProperty[];
  readonly candidates: CandidateStore;
  readonly news: News;
}

/** In one process of all; times in UTC. */
export const crontab: readonly CronEntry[] = [
  { task: 'sweep-handoffs', match: '* * * * *' },
  { task: 'sweep-locks', match: '* * * * *' },
  { task: 'sweep-deliveries', match: '* * * * *' },
  { task: 'retention', match: '17 3 * * *' },
];

/** The jobs of a bot, by name: what needs no order and may wait. */
export function createTasks(grounds: Grounds, { properties, candidates, news }: Parts): Record<string, Task> {
  const { database, addJob, tally } = grounds;
  const desks = desksOf(grounds, properties);
  const byId = new Map(properties.map((each) => [each.plugins.config.property.id, each]));
  return {
    alert: createAlertTask(desks, tally),
    'notify-handoff': createNotifyTask(database, desks),
    'sweep-handoffs': createSweepTask(database, (id) => addJob(...callJob(id))),
    'keep-media': createKeepMediaTask(database, (property, channel) => {
      const known = byId.get(property);
      if (known === undefined) throw new Error('This process does not know the property of the file.');
      return known.mediaTools(channel);
    }),
    'sweep-locks': () => sweepLocks(database),
    'sweep-deliveries': () => news.retry(),
    retention: () => forgetOld(grounds, candidates),
  };
}

/** Where the people of each property are told. */
function desksOf({ guardOf }: Grounds, properties: readonly OpenProperty[]) {
  return new Map(
    properties.map(({ plugins: { config, notifier } }) => {
      const { property, ports, alerts } = config;
      const guard = guardOf(property.id, `notifier:${ports.notifier.name}`, ports.notifier.resilience);
      return [property.id, { notifier, guard, cooldownSeconds: alerts.cooldownSeconds }];
    }),
  );
}

async function forgetOld({ options, database, now }: Grounds, candidates: CandidateStore): Promise<void> {
  for (const { property, retention } of options.config.properties) {
    await pruneInbox(database, property.id, retention.inboxDays);
    await pruneChannelEvents(database, property.id, retention.inboxDays);
    await pruneMedia(database, property.id, retention.mediaDays);
    await pruneTranscriptions(database, property.id, retention.mediaDays);
    await pruneAudit(database, property.id, retention.auditDays);
    const kept = now().subtract({ hours: 24 * retention.candidateDays });
    await candidates.forget(property.id, kept.toString());
  }
  await pruneTally(database, now());
}
