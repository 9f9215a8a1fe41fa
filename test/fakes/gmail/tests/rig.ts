import { auth, gmail, type gmail_v1 } from '@googleapis/gmail';
import { type FakeGmail, type GmailOptions, startFakeGmail } from '../index.ts';

export interface Rig {
  google: FakeGmail;
  /** Google's own client, with the consent of the mailbox's owner. */
  client: gmail_v1.Gmail;
  /** Any call of the API; the body is what came back. */
  ask(path: string, init?: { method?: string; body?: unknown; token?: string | null }): Promise<Answered>;
  token(form: Record<string, string>): Promise<Answered>;
}

export interface Answered {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into by the tests.
  body: any;
}

export async function openRig(options: GmailOptions = {}): Promise<Rig> {
  const google = await startFakeGmail(options);
  return {
    google,
    client: clientFor(google),
    async ask(path, { method = 'GET', body, token = google.accessToken() } = {}) {
      const response = await fetch(`${google.url}/gmail/v1/users/me${path}`, {
        method,
        headers: { ...(token && { authorization: `Bearer ${token}` }), 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return answered(response);
    },
    token: async (form) =>
      answered(await fetch(google.urls.token, { method: 'POST', body: new URLSearchParams(form) })),
  };
}

async function answered(response: Response): Promise<Answered> {
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : null };
}

export function clientFor({ oauth, url, urls }: FakeGmail): gmail_v1.Gmail {
  const owner = new auth.OAuth2({
    clientId: oauth.clientId,
    clientSecret: oauth.clientSecret,
    endpoints: { oauth2TokenUrl: urls.token, oauth2RevokeUrl: `${url}/revoke` },
  });
  owner.setCredentials({ refresh_token: oauth.refreshToken });
  return gmail({ version: 'v1', auth: owner, rootUrl: `${url}/`, retry: false });
}

export function raw(lines: readonly string[]): string {
  return Buffer.from(lines.join('\r\n')).toString('base64url');
}

/** An answer of the hotel to a mail of the thread. */
export function answerLines(messageId: string, more: readonly string[] = []): string[] {
  return [
    'From: Hotel <hotel@example.com>',
    'To: Ana <ana@example.org>',
    'Subject: Re: Room for two',
    `In-Reply-To: ${messageId}`,
    `References: ${messageId}`,
    'Message-ID: <answer-1@example.com>',
    'Content-Type: text/plain; charset=utf-8',
    ...more,
    '',
    'Gladly.',
  ];
}
