import type { HttpAnswer, HttpRequest, TranscriptEntry } from '@botones/contract';
import { z } from 'zod';
import { admitReader } from './admit-reader.ts';
import type { Desk } from './desk.ts';
import { withAddresses } from './files.ts';
import { BATCH, follow } from './follow.ts';
import { json, refuse } from './refusals.ts';

const MAX_WAIT_SECONDS = 25;
const patience = z.coerce.number().min(0).max(MAX_WAIT_SECONDS);

/**
 * `GET /messages?after=seq&wait=seconds` → `{entries, live}`: what is stored behind `after`, at most 100 entries.
 * Waits for the first one up to `wait` seconds (default 0). `live: false` means that there is more to fetch at once.
 */
export async function readHistory(desk: Desk, request: HttpRequest): Promise<HttpAnswer> {
  const place = await admitReader(desk, request, request.query.get('after') ?? '0');
  if ('status' in place) return place;
  const wait = patience.safeParse(request.query.get('wait') ?? '0');
  if (!wait.success) return refuse('invalid_query');

  let entries: TranscriptEntry[] = [];
  if (wait.data === 0) {
    entries = await desk.transcript.read(place.account, place.session, place.after, BATCH);
  } else {
    const waitMs = wait.data * 1000;
    const signal = AbortSignal.any([request.signal, desk.closing, AbortSignal.timeout(waitMs)]);
    for await (entries of follow(desk.transcript, place, waitMs, signal)) if (entries.length > 0) break;
  }
  return json(200, { entries: withAddresses(desk, entries), live: entries.length < BATCH });
}
