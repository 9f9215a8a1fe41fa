/** Of every migration, in the order in which they are applied. Apart from their code, which loads MikroORM. */
export const migrationNames = [
  'First',
  'Media',
  'Tally',
  'NluCandidates',
  'Locks',
  'Transcriptions',
  'PlatformNews',
  'Listening',
  'HandoffDraft',
  'AuditFilters',
] as const;

export type MigrationName = (typeof migrationNames)[number];
