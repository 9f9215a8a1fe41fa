import type { Fate } from '@botones/contract';
import type { Receiver } from './receiver.ts';

const ASK_AGAIN_SECONDS = 5;

/** Asks the receiver whether it has a reply. Only a clear answer counts. */
export async function lookup({ pool, path }: Receiver, id: string, signal: AbortSignal): Promise<Fate> {
  const query = `${path.includes('?') ? '&' : '?'}id=${encodeURIComponent(id)}`;
  const { statusCode, body } = await pool.request({ method: 'GET', path: path + query, signal });
  await body.dump();
  if (statusCode === 200) return { status: 'sent', providerId: id };
  return statusCode === 404 ? { status: 'not-sent' } : { status: 'wait', seconds: ASK_AGAIN_SECONDS };
}
