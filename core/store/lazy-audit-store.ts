import type { Audit } from '@botones/contract';
import type { AuditStore } from './audit-store.ts';

/** The same as `openAuditStore`, for writing; MikroORM is loaded with the first entry. */
export function openLazyAuditStore(url: string): Audit & Pick<AuditStore, 'close'> {
  let opening: Promise<AuditStore> | null = null;
  const open = () => {
    opening ??= import('./audit-store.ts').then(({ openAuditStore }) => openAuditStore(url));
    return opening;
  };
  return {
    record: async (entries, signal) => (await open()).record(entries, signal),
    close: async () => (await opening)?.close(),
  };
}
