import { defineEntity, p } from '@mikro-orm/core';
import { FactsJson, InstantText, StorableText } from './trail-types.ts';

/** One guest on one channel of one property. */
export const ConversationEntity = defineEntity({
  name: 'Conversation',
  tableName: 'conversation',
  properties: {
    id: p.uuid().primary(),
    property: p.text(),
    channel: p.text(),
    account: p.text(),
    guestKey: p.text(),
    guest: p.json<{ name?: string }>(),
    owner: p.enum(['bot', 'staff'] as const),
    language: p.text().nullable(),
    createdAt: p.datetime(),
  },
});

/** A call for a person, open until the conversation is given back to the bot. */
export const HandoffEntity = defineEntity({
  name: 'Handoff',
  tableName: 'handoff',
  properties: {
    id: p.uuid().primary(),
    property: p.text(),
    channel: p.text(),
    conversationId: p.uuid(),
    reason: p.text(),
    language: p.text(),
    openedAt: p.datetime(),
    notifiedAt: p.datetime().nullable(),
    returnedAt: p.datetime().nullable(),
    draft: p.text().nullable(),
  },
});

/** One line of the audit trail. */
export const AuditEntity = defineEntity({
  name: 'Audit',
  tableName: 'audit_log',
  properties: {
    id: p.uuid().primary(),
    at: p.type(InstantText),
    property: p.type(StorableText),
    subject: p.type(StorableText),
    event: p.type(StorableText),
    data: p.type(FactsJson),
  },
});

export const entities = [ConversationEntity, HandoffEntity, AuditEntity];
