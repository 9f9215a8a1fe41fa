import type { Pms, RunLocked, Transcript } from '@botones/contract';
import { auditWrites } from '../audit/audit-writes.ts';
import { describeNote } from '../audit/describe-note.ts';
import { openCache } from '../cache/open-cache.ts';
import type { PropertyConfig } from '../config/config.ts';
import { conversationIdOf } from '../delivery/conversation-id.ts';
import type { TallyLimit } from '../delivery/tally.ts';
import { readTranscript } from '../delivery/transcript.ts';
import { beganBefore, fateOf } from '../delivery/written.ts';
import { protectPorts } from '../pipeline/protect-ports.ts';
import type { Lent } from '../pipeline/set-up-property.ts';
import { openMediaStore } from '../store/media.ts';
import { openPluginDatabase } from '../store/plugin-database.ts';
import { keepLogged } from '../telemetry/logger.ts';
import { observeCache } from '../telemetry/observe.ts';
import type { Grounds } from './grounds.ts';

/** What plugins may use of the grounds: each only what is its own and its property's. */
export function lendGrounds(grounds: Grounds): Lent {
  const { options, database, metrics, redis, absence, limits, locks, trail, guardOf, secret, now, failed } = grounds;
  const mediaOf = (property: string) => openMediaStore(database, property, options.publicUrl ?? '');
  const lockOf =
    (property: string): RunLocked =>
    (resource, given, work) =>
      locks(`${property}/${resource}`, given, work);
  return {
    projectFolder: options.projectFolder,
    channelContext: ({ property: { id } }: PropertyConfig, name: string) => ({
      transcript: transcriptOf(grounds, id, name),
      secret,
      allow: async (key: string, { points, seconds }: { points: number; seconds: number }) =>
        (await limits.take(`${id}:${name}:${key}`, { calls: points, seconds })) === 0,
      media: mediaOf(id),
      tally: (key: string, item: string, limit: TallyLimit) => grounds.tally(`${id}:${name}:${key}`, item, limit),
      now,
    }),
    pmsContext({ property: { id } }, name, onClose) {
      const own = openPluginDatabase(database, { kind: 'pms', property: id, name });
      onClose(own.close);
      return {
        database: own,
        lock: lockOf(id),
        fateOf: (key: string) => fateOf(database, key),
        media: mediaOf(id),
        now,
      };
    },
    protect: protectPorts({ guardOf, cache: openCache(redis, absence), cached: observeCache(metrics), secret, now }),
    audit: (property: string, pms: Pms) => auditWrites(pms, { property, trail, now }),
    beganBefore: (key: string) => beganBefore(database, key),
    noted(property, sentence, fields) {
      const entry = describeNote({ property, sentence, fields: keepLogged(fields) }, now());
      trail.record([entry]).catch(failed('A note of the PMS could not be put on the trail'));
    },
    log: (sentence, fields) => options.logger.info(fields, sentence),
  };
}

function transcriptOf({ database, wake }: Grounds, property: string, channel: string): Transcript {
  const idOf = (account: string, guestKey: string) => conversationIdOf(property, channel, account, guestKey);
  return {
    read: (account, guestKey, after, limit) => readTranscript(database, idOf(account, guestKey), after, limit),
    watch: (account, guestKey, changed) => wake.onSaid(idOf(account, guestKey), changed),
  };
}
