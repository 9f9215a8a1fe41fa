import type { World } from '../world.ts';

/** Calls the webhook as the dashboard does when it is saved. Null: it knew the token and gave the challenge back. */
export async function handshake({ ids }: Pick<World, 'ids'>, url: string, verifyToken: string): Promise<string | null> {
  const challenge = String(
    [...ids.trace()].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_999_999_973, 7),
  );
  const target = URL.parse(url);
  if (!target) return 'The callback URL is no URL.';
  target.searchParams.set('hub.mode', 'subscribe');
  target.searchParams.set('hub.challenge', challenge);
  target.searchParams.set('hub.verify_token', verifyToken);
  const response = await fetch(target, { redirect: 'manual', signal: AbortSignal.timeout(10_000) }).catch(() => null);
  if (!response) return 'Nobody answers there.';
  const body = await response.text();
  if (response.status !== 200) return `HTTP Status Code = ${response.status}; HTTP Message = ${response.statusText}`;
  return body === challenge ? null : 'The challenge did not come back.';
}
