import { BotonesError } from '@botones/contract';

/** Something that Google gives access tokens for. */
export interface Grant {
  exchange(signal: AbortSignal): Promise<{ token: string; seconds: number }>;
  /** Another text once there is another grant: somebody connected the mailbox anew. */
  version(): Promise<string>;
}

/** The way in is closed until somebody mends it. `reason` is a code of RFC 6749, or one of ours. */
export class GrantError extends BotonesError {
  readonly reason: string;

  constructor(reason: string, message: string, options?: ErrorOptions) {
    super('ERR_CHANNEL_ACCOUNT', message, options);
    this.reason = reason;
  }
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

/** Posts a form to the token endpoint. @throws GrantError when the grant is worth nothing any more. */
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
  if (final.has(error)) throw new GrantError(error, sentenceOf(error, 'assertion' in form));
  throw new BotonesError('ERR_HTTP_STATUS', `Google's token endpoint answers ${response.status}.`);
}

function sentenceOf(error: string, isServiceAccount: boolean): string {
  if (isServiceAccount && (error === 'invalid_grant' || error === 'unauthorized_client'))
    return 'Google does not let the service account act for the mailbox.';
  return sentences[error] ?? `Google refuses: ${error}.`;
}

const sentences: Readonly<Record<string, string>> = {
  invalid_grant: 'Google no longer accepts the consent of the mailbox: it was revoked or has expired.',
  invalid_client: 'Google does not know this client id with this secret.',
  unauthorized_client: 'Google does not let this client use the mailbox.',
};

function readJson(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    return {};
  }
}
