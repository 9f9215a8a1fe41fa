import type { Migration } from '@mikro-orm/migrations';
import { First } from './0001-first.ts';
import { Media } from './0002-media.ts';
import { Tally } from './0003-tally.ts';
import { NluCandidates } from './0004-nlu-candidates.ts';
import { Locks } from './0005-locks.ts';
import { Transcriptions } from './0008-transcriptions.ts';
import { PlatformNews } from './0009-platform-news.ts';
import { Listening } from './0010-listening.ts';
import { HandoffDraft } from './0011-handoff-draft.ts';
import { AuditFilters } from './0012-audit-filters.ts';
import { type MigrationName, migrationNames } from './names.ts';

const classes: Record<MigrationName, new (...given: ConstructorParameters<typeof Migration>) => Migration> = {
  First,
  Media,
  Tally,
  NluCandidates,
  Locks,
  Transcriptions,
  PlatformNews,
  Listening,
  HandoffDraft,
  AuditFilters,
};

/** In the order in which they are applied. */
export const migrations = migrationNames.map((name) => ({ name, class: classes[name] }));
