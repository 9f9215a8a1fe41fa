import { importPKCS8, SignJWT } from 'jose';
import type { Options } from '../options.ts';
import { askForToken, type Grant, GrantError } from './grant.ts';
import { scope } from './scope.ts';

/** A service account of Google Workspace to which an administrator has delegated the mailbox. */
export function serviceAccountGrant(
  { email, privateKey }: NonNullable<Options['serviceAccount']>,
  mailbox: string,
  url: string,
  now: () => Temporal.Instant,
): Grant {
  return {
    async exchange(signal) {
      const seconds = Math.floor(now().epochMilliseconds / 1000);
      const key = await importPKCS8(privateKey, 'RS256').catch((cause) => {
        throw new GrantError('bad_key', 'The private key of the service account is no PKCS 8 PEM.', { cause });
      });
      const assertion = await new SignJWT({ scope })
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
        .setIssuer(email)
        .setSubject(mailbox)
        .setAudience(url)
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + 3600)
        .sign(key);
      return askForToken(url, { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion }, signal);
    },
    version: async () => email,
  };
}
