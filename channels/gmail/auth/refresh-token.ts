import type { Options } from '../options.ts';
import { askForToken, type Grant, GrantError } from './grant.ts';
import { readToken } from './token-file.ts';

/** The consent of a mailbox's owner: a refresh token, from the environment or stored by `connect`. */
export function refreshTokenGrant(oauth: NonNullable<Options['oauth']>, url: string): Grant {
  const read = async () => {
    if (oauth.refreshToken !== undefined) return oauth.refreshToken;
    const stored = await readToken(oauth.tokenFile, oauth.tokenKey ?? '');
    if (stored === null) {
      throw new GrantError('no_token', `There is no token in ${oauth.tokenFile} yet.`);
    }
    return stored;
  };
  return {
    async exchange(signal) {
      const form = {
        grant_type: 'refresh_token',
        refresh_token: await read(),
        client_id: oauth.clientId,
        client_secret: oauth.clientSecret,
      };
      return askForToken(url, form, signal);
    },
    version: () => read().catch(() => ''),
  };
}
