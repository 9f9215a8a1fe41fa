import { aRequest } from '@botones/contract/testing';
import { sign, verify } from '../carrier.ts';
import type { Spoilt } from './spoilt.ts';

const yes = { ok: true } as const;
const no = () => verify(aRequest());

export const spoiltVerify: Spoilt = {
  'lets everybody in': { seen: /without any proof/, spoil: () => ({ verify: () => yes }) },
  'has no verify': { seen: /verifies what it parses/, spoil: () => ({ verify: undefined as never }) },
  'looks whether there is a signature, and not at it': {
    seen: /tampered with/,
    spoil: () => ({ verify: ({ headers }) => (headers['x-signature'] === undefined ? no() : yes) }),
  },
  'compares only as much of a signature as there is': {
    seen: /tampered with/,
    spoil: () => ({
      verify: ({ headers, body }) => (sign(body).startsWith(headers['x-signature'] ?? '-') ? yes : no()),
    }),
  },
  'looks at the form of a signature only': {
    seen: /body that was changed/,
    spoil: () => ({
      verify: ({ headers }) => (/^[\w+/]{43}=$/.test(headers['x-signature'] ?? '') ? yes : no()),
    }),
  },
  'refuses what is genuine': { seen: /accepts what the platform sends/, spoil: () => ({ verify: no }) },
  'throws over a strange signature': {
    seen: /whatever comes/,
    spoil: () => ({
      verify(request) {
        if (request.headers['x-signature']?.length !== 44) throw new RangeError('Buffers must have the same length');
        return verify(request);
      },
    }),
  },
  'logs the signature that it refuses': {
    seen: /repeats nothing/,
    spoil: () => ({
      verify(request) {
        const verdict = verify(request);
        return verdict.ok ? verdict : { ...verdict, reason: `wrong: ${request.headers['x-signature']}` };
      },
    }),
  },
};
