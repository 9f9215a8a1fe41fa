import type { ChannelEvent } from '@botones/contract';
import { isObject, type Json, numberAt, objectAt, rawOf, textAt } from './read.ts';
import { detailOf } from './statuses.ts';

type Told = { providerId: string; account: string; at: string };

/** Fields whose events an operator has to do with, and the events that mean trouble. */
const troubles: Readonly<Record<string, ReadonlySet<string>>> = {
  account_update: new Set(['DISABLED_UPDATE', 'ACCOUNT_RESTRICTION', 'ACCOUNT_VIOLATION', 'ACCOUNT_DELETED']),
  message_template_status_update: new Set(['REJECTED', 'PAUSED', 'DISABLED', 'FLAGGED', 'PENDING_DELETION']),
  phone_number_quality_update: new Set(['FLAGGED', 'DOWNGRADE']),
};

/** What is of interest for a while, and carries no guest's words. */
const noted = new Set([...Object.keys(troubles), 'user_preferences', 'account_alerts', 'account_review_update']);

/** News of the account, of its templates and numbers; null: nothing that is kept. */
export function readAccountNews(field: string, value: unknown, told: Told): ChannelEvent | null {
  if (!noted.has(field) || !isObject(value)) return null;
  const event = textAt(value, 'event') ?? '';
  if (troubles[field]?.has(event)) {
    const subject = textAt(value, 'message_template_name') ?? textAt(value, 'display_phone_number');
    const reason = textAt(value, 'reason') ?? textAt(objectAt(value, 'ban_info'), 'waba_ban_state');
    const detail = [field, subject, event, reason].filter(Boolean).join(' ');
    return { ...told, type: 'trouble', code: `${field}:${event}`, detail };
  }
  return { ...told, type: 'note', what: field, ...rawOf(value) };
}

/** `errors` of a value without messages: the account itself is in trouble. */
export function readAccountError(error: Json, told: Told): ChannelEvent {
  return { ...told, type: 'trouble', code: String(numberAt(error, 'code') ?? 'none'), detail: detailOf(error) };
}
