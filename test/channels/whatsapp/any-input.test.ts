import { aRequest } from '@botones/contract/testing';
import { expect } from 'chai';
import fc from 'fast-check';
import { parse } from '../../../channels/whatsapp/parse.ts';
import { verify } from '../../../channels/whatsapp/verify.ts';
import { assertReceived } from '../../../core/contract/testing/assertions/received.ts';
import { everyChange, postOf } from './every-update.ts';
import { now, number, secret } from './samples.ts';
import { spoilt } from './spoil.ts';

const read = (body: Uint8Array) => {
  const received = parse(body, number, now);
  assertReceived(received);
  return received;
};
const bytesOf = (payload: unknown) => Buffer.from(JSON.stringify(payload) ?? 'undefined');

describe('whatsapp: any input', () => {
  it('any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (body) => void read(body)));
  });

  it('any JSON', () => {
    fc.assert(fc.property(fc.jsonValue(), (payload) => void read(bytesOf(payload))));
  });

  it('any JSON in the place of what changed', () => {
    const value = fc.dictionary(
      fc.constantFrom('metadata', 'contacts', 'messages', 'statuses', 'errors', 'message_echoes', 'user_id_update'),
      fc.jsonValue(),
    );
    const field = fc.constantFrom(...new Set(everyChange.map((change) => change.field)));
    fc.assert(fc.property(field, value, (name, of) => void read(bytesOf(postOf([{ field: name, value: of }])))));
  });

  it('every update with something wrong in it', () => {
    const one = fc.constantFrom(...everyChange).chain((change) => spoilt(postOf([change])));
    fc.assert(
      fc.property(one, (payload) => void read(bytesOf(payload))),
      { numRuns: 3_000 },
    );
  });

  it('nesting that overflows a stack, in every place', () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    for (const change of everyChange) {
      const text = JSON.stringify(postOf([change]));
      for (const [found] of text.matchAll(/"[^"]*"(?=[,}\]])/g)) read(Buffer.from(text.replace(found, deep)));
    }
  });

  it('loses no message over what stands beside it', () => {
    const good = {
      from: '15550002222',
      id: 'wamid.good',
      timestamp: '1790416800',
      type: 'text',
      text: { body: 'Hola' },
    };
    const value = { metadata: { phone_number_id: number }, messages: [good] };
    const beside = fc.array(
      fc.constantFrom(...everyChange).chain((change) => spoilt(change)),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(beside, fc.nat(), (others, place) => {
        const changes: unknown[] = [...others];
        changes.splice(place % (others.length + 1), 0, { field: 'messages', value });
        const { messages } = read(bytesOf(postOf(changes as object[])));
        expect(messages.map(({ providerId }) => providerId)).to.include('wamid.good');
      }),
      { numRuns: 500 },
    );
  });

  it('any signature', () => {
    const header = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.stringMatching(/^sha256=[0-9a-f]{60,68}$/));
    fc.assert(
      fc.property(header, fc.uint8Array(), (signature, body) => {
        const request = aRequest({ body, headers: { 'x-hub-signature-256': signature } });
        expect(verify(request, [secret]).ok).to.equal(false);
      }),
    );
  });
});
