import { type Answer, json } from '../../http.ts';

/** A refusal of the token endpoint (RFC 6749). */
export class OAuthError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, description: string) {
    super(description);
    this.status = status;
    this.code = code;
  }
}

export function oauthAnswer({ status, code, message }: OAuthError): Answer {
  return json({ error: code, error_description: message }, status);
}
