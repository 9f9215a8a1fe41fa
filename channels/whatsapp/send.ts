import type { MediaStore, OutboundItem, Sent } from '@botones/contract';
import { classOf, type ErrorClass, isKnown } from './error-classes.ts';
import type { Graph, GraphAnswer } from './graph.ts';
import { type Json, numberAt, objectAt, objectsAt, textAt } from './inbound/read.ts';
import { sendable, UploadRefused, type Uploads } from './outbound/uploads.ts';
import { type Rates, waitForRoom } from './rates.ts';
import type { Payload } from './types.ts';

export interface SendTools extends Rates {
  readonly graph: Graph;
  readonly media: MediaStore;
  readonly uploads: Uploads;
}

const MAX_REST_S = 300;
/** With rests that grow to five minutes, some hours; then a person has to look at it. */
const MOST_TRIES = 50;

/** What says for certain that nothing was sent: there was no connection. */
const unconnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Sends one message. Throws where nobody can say whether it went out. */
export async function send(tools: SendTools, item: OutboundItem<Payload>, signal: AbortSignal): Promise<Sent> {
  const { account, attempt } = item;
  // The conversation's id, which is part of ours, names the pair and no guest.
  const [conversation = ''] = item.id.split(':');
  const rest = await waitForRoom(tools, account, conversation, signal);
  if (rest) return rest;
  let payload: object;
  try {
    payload = await sendable(tools, account, item.payload, signal);
  } catch (error) {
    // The message itself waits for its file, so nothing was sent.
    if (!(error instanceof UploadRefused)) return later(attempt, 'upload');
    const sent = outcomeOf(error.answer, attempt);
    return sent.status === 'failed' && sent.failure === 'unknown' ? later(attempt, sent.reason) : sent;
  }
  try {
    const body = JSON.stringify({ ...addressOf(item), biz_opaque_callback_data: item.id, ...payload });
    return outcomeOf(await tools.graph.call({ method: 'POST', path: `/${account}/messages`, body, signal }), attempt);
  } catch (error) {
    const code = String((error as { code?: unknown }).code);
    if (unconnected.has(code)) return later(attempt, code);
    throw error;
  }
}

function later(attempt: number, reason: string): Sent {
  return { status: 'retry', seconds: restOf(attempt), reason };
}

/** By number where the guest shows one, else by the id that Meta gave them for this hotel. */
function addressOf({ guest, inReplyTo, overtaken }: OutboundItem<Payload>): object {
  const { key, phone } = guest;
  const number = phone ?? (/^\d{5,15}$/.test(key) ? `+${key}` : undefined);
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...(number === undefined ? { recipient: key } : { to: number }),
    ...(overtaken && inReplyTo !== undefined && { context: { message_id: inReplyTo } }),
  };
}

export function outcomeOf({ status, body }: GraphAnswer, attempt: number): Sent {
  const [message] = objectsAt(body, 'messages');
  const providerId = message && textAt(message, 'id');
  if (status === 200 && providerId !== undefined) return { status: 'accepted', providerId };
  const error = objectAt(body, 'error');
  const code = numberAt(error, 'code');
  // An answer that is not Meta's may come from something between us and them, behind which the message went through.
  if (code === undefined) return { status: 'failed', failure: 'unknown', reason: `HTTP ${status}` };
  const reason = String(code);
  const failure = failureOf(error, code, status);
  if (failure !== 'pair' && failure !== 'retry') return { status: 'failed', failure, reason };
  if (attempt >= MOST_TRIES) return { status: 'failed', failure: 'recipient', reason };
  return failure === 'pair'
    ? { status: 'retry', seconds: Math.min(4 ** attempt, MAX_REST_S), reason }
    : later(attempt, reason);
}

/** A number that is not ours is told by 100, as is a mistake in a message; and some codes are listed nowhere. */
function failureOf(error: Json, code: number, status: number): ErrorClass {
  if (code === 100 && numberAt(error, 'error_subcode') === NO_SUCH_OBJECT) return 'account';
  return isKnown(code) || status < 500 ? classOf(code) : 'retry';
}

const NO_SUCH_OBJECT = 33;

/** Grows with each try, and differs a little, so that those who were refused together do not come back together. */
function restOf(attempt: number): number {
  return Math.min(2 ** Math.min(attempt + 1, 10), MAX_REST_S) * (0.75 + Math.random() / 2);
}
