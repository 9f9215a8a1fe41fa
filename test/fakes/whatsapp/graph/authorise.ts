import { createHmac } from 'node:crypto';
import type { Request } from '../../http.ts';
import { GraphError } from '../graph-error.ts';
import type { Token, World } from '../world.ts';

/** The app itself (`id|secret`), or a system user with a token. */
export type Caller = { kind: 'app' } | { kind: 'user'; token: Token };

const refusal = (message: string, subcode?: number) =>
  new GraphError(190, { message, ...(subcode === undefined ? {} : { subcode }) });

/** Who calls, by header or by `access_token`; throws 190 for everybody else. */
export function authorise(world: World, { headers, query }: Request): Caller {
  const given = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? query.get('access_token');
  if (!given) throw refusal('An access token is required to request this resource.');
  checkProof(world, given, query.get('appsecret_proof'));
  if (given === `${world.app.id}|${world.app.secret}`) return { kind: 'app' };
  const token = world.tokens.get(given);
  if (!token) throw refusal('Invalid OAuth access token - Cannot parse access token');
  if (token.revoked) throw refusal('Error validating access token: The session has been invalidated.', 460);
  if (hasExpired(world, token)) {
    throw refusal(`Error validating access token: Session has expired on ${token.expires}.`, 463);
  }
  return { kind: 'user', token };
}

export function hasExpired(world: World, { expires }: Token): boolean {
  return expires !== null && Temporal.Instant.compare(world.clock.now(), expires) >= 0;
}

export const MESSAGING = 'whatsapp_business_messaging';
export const MANAGEMENT = 'whatsapp_business_management';

/** Throws where the caller was not given one of these permissions, or not this account. */
export function allow(caller: Caller, scopes: readonly string[], waba?: string): void {
  if (caller.kind === 'app') {
    throw new GraphError(200, { message: '(#200) This call needs a user access token.' });
  }
  const { token } = caller;
  if (!scopes.some((scope) => token.scopes.includes(scope))) {
    throw new GraphError(10, { details: `The token lacks ${scopes.join(' or ')}.` });
  }
  if (waba !== undefined && token.wabas && !token.wabas.includes(waba)) {
    const message =
      '(#200) You do not have the necessary permissions to send messages on behalf of this WhatsApp Business Account';
    throw new GraphError(200, { message });
  }
}

/** A proof that is given must be right; it shows whether a client has the app's secret. */
function checkProof({ app }: World, token: string, proof: string | null): void {
  if (proof === null) return;
  if (proof !== createHmac('sha256', app.secret).update(token).digest('hex')) {
    throw new GraphError(100, { message: 'Invalid appsecret_proof provided in the API argument' });
  }
}
