import type { Request } from '../../http.ts';
import { badToken, GoogleError, missingScope } from '../google-error.ts';
import type { Mailbox } from '../mailbox/mailbox.ts';
import type { World } from '../world.ts';

const base = 'https://www.googleapis.com/auth/gmail.';

export const scopes = {
  full: 'https://mail.google.com/',
  modify: `${base}modify`,
  readonly: `${base}readonly`,
  send: `${base}send`,
  labels: `${base}labels`,
  metadata: `${base}metadata`,
  settings: `${base}settings.basic`,
} as const;

export type Scope = keyof typeof scopes;

/** Who calls, and for which mailbox. @throws GoogleError 401, 403. */
export function authorise(
  world: World,
  { headers }: Request,
  user: string,
  needed: readonly Scope[],
): { mailbox: Mailbox; scopes: ReadonlySet<string> } {
  const token = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const access = token === undefined ? null : world.accounts.access(token);
  if (!access) throw badToken();
  const mailbox = world.mailboxes.get(access.mailbox);
  if (!mailbox) {
    throw new GoogleError(400, {
      reason: 'failedPrecondition',
      message: 'Mail service not enabled',
      status: 'FAILED_PRECONDITION',
    });
  }
  if (user !== 'me' && user.toLowerCase() !== mailbox.address) {
    throw new GoogleError(403, { reason: 'forbidden', message: `Delegation denied for ${mailbox.address}` });
  }
  if (!needed.some((scope) => access.scopes.has(scopes[scope]))) throw missingScope();
  return { mailbox, scopes: access.scopes };
}
