import { BotonesError } from '@botones/contract';
import type { Options } from '../options.ts';
import { askForToken, type Grant } from './grant.ts';
import { readToken } from './token-file.ts';

/** The consent of a mailbox's owner: a refresh token, from the environment or stored by `connect`. */
export function refreshTokenGrant(oauth: NonNullable<Options['oauth']>, url: string): Grant {
  const read = async () => {
    if (oauth.refreshToken !== undefined) return oauth.refreshToken;
    const stored = await readToken(oauth.tokenFile, oauth.tokenKey ?? '');
    if (stored === null) {
      throw new BotonesError(
        'ERR_CHANNEL_ACCOUNT',
        `There is no token in ${oauth.tokenFile} yet. Run npm run gmail -- connect.`,
      );
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
