import type { HttpAnswer, Receipt, Received } from '@botones/contract';
import { isRefusal, json, refuse } from './refusals.ts';

/** Stored: `{accepted: [{id, seq, double}]}`. Nothing to store: the refusal that `parse` left. */
export function acknowledge(received: Received, receipts: readonly Receipt[]): HttpAnswer {
  const [reason] = received.skipped ?? [];
  if (received.messages.length === 0 && isRefusal(reason)) return refuse(reason);
  return json(200, { accepted: receipts.map(({ providerId, seq, double }) => ({ id: providerId, seq, double })) });
}
