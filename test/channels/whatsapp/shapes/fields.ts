import type { ChannelEvent } from '@botones/contract';
import { metadata } from '../samples.ts';

export interface FieldShape {
  readonly what: string;
  readonly field: string;
  readonly value: object;
  readonly read: Partial<ChannelEvent>;
  /** What came may not be kept. */
  readonly bare?: true;
}

const note = (what: string): Partial<ChannelEvent> => ({ type: 'note', what });
const trouble = (code: string, detail: string): Partial<ChannelEvent> => ({ type: 'trouble', code, detail });
const ids = { previous: 'US.1', current: 'US.2' };

/** News in fields of their own, in the forms in which they are published and seen. */
export const fieldShapes: readonly FieldShape[] = [
  {
    what: 'another id',
    field: 'user_id_update',
    value: {
      metadata,
      user_id_update: [{ wa_id: 15550002222, detail: 'x', user_id: ids, parent_user_id: ids, timestamp: 1790416800 }],
    },
    read: { type: 'move', guest: { key: 'US.2', otherKey: '15550002222', phone: '+15550002222' }, was: ['US.1'] },
  },
  {
    what: 'another id of a guest without a number',
    field: 'user_id_update',
    value: { metadata, user_id_update: { user_id: ids } },
    read: { type: 'move', guest: { key: 'US.2' }, was: ['US.1'] },
  },
  {
    what: 'another id, told for no number',
    field: 'user_id_update',
    value: { user_id: ids },
    read: { type: 'move', guest: { key: 'US.2' }, was: ['US.1'] },
  },
  {
    what: 'chats of before',
    field: 'history',
    value: {
      metadata,
      history: [
        {
          metadata: { phase: 0, chunk_order: 1, progress: 55 },
          threads: [
            {
              id: '15550002222',
              messages: [{ from: '15550002222', id: 'wamid.H', type: 'text', text: { body: 'old' } }],
            },
          ],
        },
      ],
    },
    read: note('history'),
    bare: true,
  },
  {
    what: 'chats of before that are not shared',
    field: 'history',
    value: { metadata, history: [{ errors: [{ code: 2593109, title: 'History sync is turned off' }] }] },
    read: note('history'),
    bare: true,
  },
  {
    what: 'an address book',
    field: 'smb_app_state_sync',
    value: {
      metadata,
      state_sync: [{ type: 'contact', contact: { full_name: 'Eva', phone_number: '1555' }, action: 'add' }],
    },
    read: note('smb_app_state_sync'),
    bare: true,
  },
  {
    what: 'a call',
    field: 'calls',
    value: { metadata, calls: [{ id: 'wacid.1', from: '15550002222', event: 'connect', timestamp: '1790416800' }] },
    read: note('calls'),
  },
  {
    what: 'a group',
    field: 'group_lifecycle_update',
    value: { metadata, groups: [{ group_id: 'G1', type: 'group_create', timestamp: '1790416800' }] },
    read: note('group_lifecycle_update'),
  },
  {
    what: 'no more offers, please',
    field: 'user_preferences',
    value: {
      metadata,
      user_preferences: [
        { wa_id: '15550002222', category: 'marketing_messages', value: 'stop', timestamp: 1790416800 },
      ],
    },
    read: note('user_preferences'),
  },
  {
    what: 'a partner who left',
    field: 'account_update',
    value: { event: 'PARTNER_REMOVED' },
    read: note('account_update'),
  },
  {
    what: 'an account that will be locked',
    field: 'account_update',
    value: {
      event: 'DISABLED_UPDATE',
      ban_info: { waba_ban_state: ['SCHEDULE_FOR_DISABLE'], waba_ban_date: 'January 1, 2027' },
    },
    read: trouble('account_update:DISABLED_UPDATE', 'account_update DISABLED_UPDATE SCHEDULE_FOR_DISABLE'),
  },
  {
    what: 'an account that may not write first',
    field: 'account_update',
    value: {
      event: 'ACCOUNT_RESTRICTION',
      restriction_info: [{ restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', expiration: 1 }],
    },
    read: trouble(
      'account_update:ACCOUNT_RESTRICTION',
      'account_update ACCOUNT_RESTRICTION RESTRICTED_BIZ_INITIATED_MESSAGING',
    ),
  },
  {
    what: 'a breach of the rules',
    field: 'account_update',
    value: { event: 'ACCOUNT_VIOLATION', violation_info: { violation_type: 'SCAM' } },
    read: trouble('account_update:ACCOUNT_VIOLATION', 'account_update ACCOUNT_VIOLATION SCAM'),
  },
  {
    what: 'an account that was looked at',
    field: 'account_review_update',
    value: { decision: 'REJECTED' },
    read: trouble('account_review_update:REJECTED', 'account_review_update REJECTED'),
  },
  {
    what: 'an alert',
    field: 'account_alerts',
    value: {
      entity_type: 'BUSINESS',
      alert_severity: 'CRITICAL',
      alert_type: 'INCREASED_CAPABILITIES_FAILED',
      alert_description: 'x',
    },
    read: trouble('account_alerts:CRITICAL', 'account_alerts CRITICAL INCREASED_CAPABILITIES_FAILED'),
  },
  {
    what: 'news that alert nobody',
    field: 'account_alerts',
    value: { alert_severity: 'INFORMATIONAL' },
    read: note('account_alerts'),
  },
  {
    what: 'a template that was refused',
    field: 'message_template_status_update',
    value: {
      event: 'REJECTED',
      message_template_id: 1,
      message_template_name: 'hello',
      message_template_language: 'es',
      reason: 'ABUSIVE_CONTENT',
    },
    read: trouble(
      'message_template_status_update:REJECTED',
      'message_template_status_update hello REJECTED ABUSIVE_CONTENT',
    ),
  },
  {
    what: 'a template that was approved',
    field: 'message_template_status_update',
    value: { event: 'APPROVED', message_template_name: 'hello', reason: null },
    read: note('message_template_status_update'),
  },
  {
    what: 'a number in bad standing',
    field: 'phone_number_quality_update',
    value: { display_phone_number: '15550001111', event: 'FLAGGED', current_limit: 'TIER_250' },
    read: trouble('phone_number_quality_update:FLAGGED', 'phone_number_quality_update 15550001111 FLAGGED'),
  },
  {
    what: 'a number that may send more',
    field: 'phone_number_quality_update',
    value: { display_phone_number: '15550001111', event: 'UPGRADE', current_limit: 'TIER_10K' },
    read: note('phone_number_quality_update'),
  },
  {
    what: 'a larger allowance',
    field: 'business_capability_update',
    value: { max_daily_conversation_per_phone: 1000, max_phone_numbers_per_business: 2 },
    read: note('business_capability_update'),
  },
];
