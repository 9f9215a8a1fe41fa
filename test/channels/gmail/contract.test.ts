import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpRequest } from '@botones/contract';
import { aRequest, channelContract, fakeHttpPlatform, type Rig } from '@botones/contract/testing';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import gmail from '../../../channels/gmail/index.ts';
import type { Payload } from '../../../channels/gmail/types.ts';

const mail = [
  'From: Ana <ana@example.org>',
  'To: hotel@example.com',
  'Subject: Room',
  'Message-ID: <m1@example.org>',
  '',
  'Is a room free?',
].join('\r\n');
const listed = { id: '18c1f0a2b3c4d5e6', threadId: '18c1f0a2b3c4d5e6', labelIds: ['INBOX', 'UNREAD'] };
const headers = [
  { name: 'From', value: 'Ana <ana@example.org>' },
  { name: 'Subject', value: 'Room' },
  { name: 'Message-ID', value: '<m1@example.org>' },
];

/** The least that Google says; the strict one is `test/fakes/gmail`. */
function answer(path: string, sent: number): object {
  if (path.startsWith('/token')) return { access_token: 'ya29.test', expires_in: 3599, token_type: 'Bearer' };
  if (path.includes('/profile')) return { emailAddress: 'hotel-1', historyId: '100' };
  if (path.includes('/history')) return { history: [{ messagesAdded: [{ message: listed }] }], historyId: '120' };
  if (path.includes('/send') && !path.includes('sendAs'))
    return { id: 'a1', threadId: listed.threadId, labelIds: ['SENT'] };
  if (path.includes('rfc822msgid')) return sent > 0 ? { messages: [{ id: 'a1', threadId: listed.threadId }] } : {};
  if (path.includes('format=raw'))
    return { ...listed, internalDate: '1795341600000', raw: Buffer.from(mail).toString('base64url') };
  if (path.includes('format=metadata')) return { ...listed, payload: { headers } };
  if (path.includes('/labels'))
    return {
      labels: [
        { id: 'L1', name: 'Bot/Handled' },
        { id: 'L2', name: 'Bot/Human' },
      ],
    };
  return {};
}

const isSend = (path: string) => path.endsWith('/messages/send');
const refusal = (status: number, reason: string, body: string) => ({
  status,
  body: JSON.stringify({ error: { code: status, message: body, errors: [{ reason }] } }),
});
const only = (path: string, refused: object) =>
  (path.startsWith('/token') ? { status: 200, body: JSON.stringify(answer(path, 0)) } : refused) as {
    status: number;
    body: string;
  };

const push = {
  topic: 'projects/hotel/topics/gmail',
  audience: 'https://hotel.example.com/gmail',
  serviceAccount: 'push@hotel.iam.gserviceaccount.com',
};
const keys = await generateKeyPair('RS256');
const others = await generateKeyPair('RS256');
const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }] });
/** Google's keys, for as long as the tests run. */
const certs = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(jwks));
certs.unref();
await new Promise<void>((done) => certs.listen(0, '127.0.0.1', done));
const certsUrl = `http://127.0.0.1:${(certs.address() as AddressInfo).port}/`;

/** Pub/Sub rings. */
async function rings({ clock }: Rig<Payload>, change: object = {}, key = keys.privateKey): Promise<HttpRequest> {
  const seconds = Math.floor(clock.now().epochMilliseconds / 1000);
  const claims = {
    email: push.serviceAccount,
    email_verified: true,
    aud: push.audience,
    iss: 'https://accounts.google.com',
    iat: seconds,
    exp: seconds + 3600,
  };
  const token = await new SignJWT({ ...claims, ...change }).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(key);
  const data = Buffer.from(JSON.stringify({ emailAddress: 'hotel-1', historyId: 120 })).toString('base64');
  const body = JSON.stringify({ message: { data, messageId: '1' }, subscription: 'projects/hotel/subscriptions/s' });
  return aRequest({ body, headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` } });
}

channelContract(gmail, {
  read: ({ text }: Payload) => ({ text, choices: [] }),
  options: { oauth: { clientId: 'a', clientSecret: 'b', refreshToken: 'c' }, push, urls: { certs: certsUrl } },
  inbound: {
    proves: 'sender',
    genuine: async (rig) => [await rings(rig)],
    forged: async (rig) => [
      await rings(rig, {}, others.privateKey),
      await rings(rig, { aud: 'https://elsewhere.example.com' }),
      await rings(rig, { email: 'somebody@else.example' }),
    ],
  },
  lookup: true,
  poll: { cursor: JSON.stringify({ history: '100', seen: 1_795_341_000 }) },
  platform: fakeHttpPlatform({
    options: (url) => ({ push: undefined, urls: { api: url, token: `${url}/token` } }),
    isMessage: ({ path }) => isSend(path),
    answers: {
      accept: ({ path }, accepted) => ({
        status: 200,
        body: JSON.stringify(answer(path, accepted.filter((one) => isSend(one.path)).length)),
      }),
      busy: ({ path, body }) => only(path, refusal(429, 'rateLimitExceeded', body)),
      refuse: ({ path, body }) => only(path, refusal(400, 'invalidArgument', body)),
      forbid: ({ path, body }) => only(path, refusal(403, 'insufficientPermissions', body)),
      break: ({ path, body }) =>
        isSend(path) ? refusal(500, 'backendError', body) : { status: 200, body: JSON.stringify(answer(path, 0)) },
    },
  }),
});
