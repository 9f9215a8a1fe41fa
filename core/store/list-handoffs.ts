import { HandoffEntity } from './entities.ts';
import { openOrm } from './orm.ts';

/** Calls for a person that are not given back yet, those that wait longest first. */
export async function listOpenHandoffs(url: string) {
  const orm = await openOrm(url);
  try {
    const found = await orm.em.fork().find(HandoffEntity, { returnedAt: null }, { orderBy: { openedAt: 'asc' } });
    return found.map(({ conversationId, property, channel, reason, language, openedAt, draft }) => ({
      conversationId,
      property,
      channel,
      reason,
      language,
      openedAt,
      draft: draft ?? null,
    }));
  } finally {
    await orm.close(true);
  }
}
