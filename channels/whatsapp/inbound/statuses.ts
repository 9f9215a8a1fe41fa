import type { DeliveryEvent } from '@botones/contract';
import { classOf } from '../error-classes.ts';
import { instantAt, type Json, numberAt, objectAt, objectsAt, rawOf, textAt } from './read.ts';

const states: Readonly<Record<string, DeliveryEvent['state']>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  failed: 'failed',
  // A voice message was listened to.
  played: 'read',
};

/** Old payloads know these too; they say nothing that changes a reply. */
const passed = new Set(['deleted', 'warning']);

/** One of `statuses`; words fit for a log where it cannot be read, null where it means nothing. */
export function readStatus(of: Json, account: string, now: Temporal.Instant): DeliveryEvent | string | null {
  const [providerId, itemId] = [textAt(of, 'id'), textAt(of, 'biz_opaque_callback_data')];
  const status = textAt(of, 'status')?.toLowerCase() ?? '';
  if (providerId === undefined && itemId === undefined) return 'a status without an id';
  if (passed.has(status)) return null;
  const state = Object.hasOwn(states, status) ? states[status] : undefined;
  if (state === undefined) return 'a status of another kind';
  const { raw: pricing = {} } = rawOf(objectAt(of, 'pricing'));
  const windowUntil = instantAt(objectAt(of, 'conversation'), 'expiration_timestamp');
  const [error] = objectsAt(of, 'errors');
  return {
    ...(itemId !== undefined && { itemId }),
    ...(providerId !== undefined && { providerId }),
    account,
    state,
    at: instantAt(of, 'timestamp') ?? now.toString(),
    ...(state === 'failed' && { failure: failureOf(error ?? {}) }),
    ...(Object.keys(pricing).length > 0 && { pricing }),
    ...(windowUntil !== undefined && { windowUntil }),
  };
}

function failureOf(error: Json): NonNullable<DeliveryEvent['failure']> {
  const code = numberAt(error, 'code');
  const kind = code === undefined ? 'content' : classOf(code);
  return {
    code: code === undefined ? 'none' : String(code),
    detail: detailOf(error),
    // A platform that says "not now" after it has taken the message says that the guest was not reached.
    kind: kind === 'retry' || kind === 'pair' ? 'recipient' : kind,
  };
}

/** A sentence for operators: Meta's own. */
export function detailOf(error: Json): string {
  const details = textAt(objectAt(error, 'error_data'), 'details');
  return details ?? textAt(error, 'message') ?? textAt(error, 'title') ?? 'Meta gives no reason.';
}
