import type { ChannelEvent } from '@botones/contract';
import { isObject, type Json, listAt, numberAt, objectAt, rawOf, textAt } from './read.ts';
import { detailOf } from './statuses.ts';

type Told = { providerId: string; account: string; at: string };

/** Fields whose news an operator has to do with, where they say so, and the words with which they mean trouble. */
const troubles: Readonly<Record<string, { key: string; words: ReadonlySet<string> }>> = {
  account_update: {
    key: 'event',
    words: new Set(['DISABLED_UPDATE', 'ACCOUNT_RESTRICTION', 'ACCOUNT_VIOLATION', 'ACCOUNT_DELETED']),
  },
  account_review_update: { key: 'decision', words: new Set(['REJECTED']) },
  account_alerts: { key: 'alert_severity', words: new Set(['CRITICAL']) },
  message_template_status_update: {
    key: 'event',
    words: new Set(['REJECTED', 'PAUSED', 'DISABLED', 'FLAGGED', 'PENDING_DELETION']),
  },
  phone_number_quality_update: { key: 'event', words: new Set(['FLAGGED', 'DOWNGRADE']) },
};

/** What is of interest for a while, and carries no guest's words. */
const noted = new Set([
  ...Object.keys(troubles),
  'account_settings_update',
  'business_capability_update',
  'calls',
  'message_template_components_update',
  'message_template_quality_update',
  'phone_number_name_update',
  'security',
  'template_category_update',
  'user_preferences',
]);

/** Copies of chats and address books on the hotel's phone: that they came is noted, what is in them is not. */
const copies = new Set(['history', 'smb_app_state_sync']);

/** News of the account, of its templates and numbers; null: a field that nobody here has heard of. */
export function readAccountNews(field: string, value: unknown, told: Told): ChannelEvent | null {
  if (!isObject(value)) return null;
  if (copies.has(field)) return { ...told, type: 'note', what: field };
  if (!noted.has(field) && !/^group_\w{1,50}$/.test(field)) return null;
  const { key, words } = troubles[field] ?? {};
  const said = key === undefined ? '' : (textAt(value, key)?.toUpperCase() ?? '');
  if (!words?.has(said)) return { ...told, type: 'note', what: field, ...rawOf(value) };
  const subject = textAt(value, 'message_template_name') ?? textAt(value, 'display_phone_number');
  const detail = [field, subject, said, ...reasonsIn(value)].filter(Boolean).join(' ');
  return { ...told, type: 'trouble', code: `${field}:${said}`, detail };
}

/** Why, in whichever of Meta's forms. */
function reasonsIn(value: Json): (string | undefined)[] {
  const ban = objectAt(value, 'ban_info');
  const bans = listAt(ban, 'waba_ban_state').filter((state) => typeof state === 'string');
  return [
    textAt(value, 'reason') ?? textAt(ban, 'waba_ban_state') ?? bans[0],
    textAt(objectAt(value, 'violation_info'), 'violation_type'),
    textAt(value, 'alert_type'),
    ...listAt(value, 'restriction_info').map((each) => (isObject(each) ? textAt(each, 'restriction_type') : undefined)),
  ];
}

/** `errors` of a value without messages: the account itself is in trouble. */
export function readAccountError(error: Json, told: Told): ChannelEvent {
  return { ...told, type: 'trouble', code: String(numberAt(error, 'code') ?? 'none'), detail: detailOf(error) };
}
