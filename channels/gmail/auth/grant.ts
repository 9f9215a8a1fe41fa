import { BotonesError } from '@botones/contract';

/** Something that Google gives access tokens for. */
export interface Grant {
  exchange(signal: AbortSignal): Promise<{ token: string; seconds: number }>;
  /** Another text once there is another grant: somebody connected the mailbox anew. */
  version(): Promise<string>;
}

/** Codes of RFC 6749 for grants and clients that no second try makes good. */
const final: ReadonlySet<string> = new Set([
  'invalid_grant',
  'invalid_client',
  'unauthorized_client',
  'invalid_scope',
  'access_denied',
  'deleted_client',
]);

/** Posts a form to the token endpoint. @throws BotonesError `ERR_CHANNEL_ACCOUNT` when the grant is worth nothing any more. */
export async function askForToken(
  url: string,
  form: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<{ token: string; seconds: number; refreshToken?: string; scope?: string }> {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form), signal, redirect: 'manual' });
  const answer = readJson(await response.text());
  if (response.ok && typeof answer.access_token === 'string') {
    const seconds = Number(answer.expires_in);
    return {
      token: answer.access_token,
      seconds: Number.isFinite(seconds) && seconds > 0 ? seconds : 3600,
      ...(typeof answer.refresh_token === 'string' && { refreshToken: answer.refresh_token }),
      ...(typeof answer.scope === 'string' && { scope: answer.scope }),
    };
  }
  const error = String(answer.error);
  if (final.has(error)) throw new BotonesError('ERR_CHANNEL_ACCOUNT', cures[error] ?? `Google refuses: ${error}.`);
  throw new BotonesError('ERR_HTTP_STATUS', `The token endpoint answers ${response.status}.`);
}

const cures: Readonly<Record<string, string>> = {
  invalid_grant:
    'Google no longer accepts the grant of the mailbox: it was revoked or has expired. Run npm run gmail -- connect.',
  invalid_client: 'Google does not know this client id with this secret.',
  unauthorized_client:
    'Google does not let this client use the mailbox; has the administrator delegated it, with the scope?',
};

function readJson(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    return {};
  }
}
