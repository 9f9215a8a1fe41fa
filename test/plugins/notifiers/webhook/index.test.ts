import { createHmac } from 'node:crypto';
import { BotonesError } from '@botones/contract';
import {
  aHandoffCall,
  aNotifierContext,
  fakeHttpPlatform,
  notifierContract,
  type PlatformAnswer,
} from '@botones/contract/testing';
import { expect } from 'chai';
import webhook from '../../../../plugins/notifiers/webhook/index.ts';

const secret = 'only for the tests';
const { signal } = new AbortController();

notifierContract(webhook, {
  options: { url: 'http://127.0.0.1:9/calls', secret },
  platform: fakeHttpPlatform({ options: (url) => ({ url: `${url}/calls` }) }),
});

/** Posts one call to a receiver that answers so. */
async function post(answer: PlatformAnswer = { status: 200 }, options: { secret?: string } = {}) {
  const receiver = await fakeHttpPlatform({ options: (url) => ({ url }), answers: { accept: () => answer } })();
  try {
    const notifier = await webhook.setup(aNotifierContext({ url: `${receiver.url}/calls?team=1`, ...options }));
    const error = await notifier.notify(aHandoffCall(), signal).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    return { error, requests: receiver.requests };
  } finally {
    await receiver.close();
  }
}

describe('webhook notifier', () => {
  it('posts the call as it is, under its id', async () => {
    const { error, requests } = await post();
    expect(error).to.equal(null);
    expect(requests).to.have.length(1);
    const { method, path, headers, body } = requests[0] ?? expect.fail();
    expect({ method, path }).to.deep.equal({ method: 'POST', path: '/calls?team=1' });
    expect(headers).to.include({ 'content-type': 'application/json', 'idempotency-key': aHandoffCall().id });
    expect(JSON.parse(body)).to.deep.equal(aHandoffCall());
  });

  it('signs it where there is a secret, and only there', async () => {
    const [signed] = (await post({ status: 200 }, { secret })).requests;
    const expected = createHmac('sha256', secret)
      .update(signed?.body ?? '')
      .digest('hex');
    expect(signed?.headers['x-botones-signature']).to.equal(`sha256=${expected}`);
    const [unsigned] = (await post()).requests;
    expect(unsigned?.headers).not.to.have.property('x-botones-signature');
  });

  const refusals: [number, boolean][] = [
    [400, false],
    [401, false],
    [404, false],
    [408, true],
    [429, true],
    [500, true],
    [503, true],
  ];
  for (const [status, retryable] of refusals) {
    it(`calls ${status} an error that ${retryable ? 'may' : 'will not'} pass`, async () => {
      const { error } = await post({ status, body: 'Quiero hablar con una persona' });
      expect(error).to.be.instanceOf(BotonesError).and.to.include({ code: 'ERR_HTTP_STATUS', retryable });
      expect(error).to.have.property('message', `The webhook answered ${status}.`);
    });
  }

  it('does not take a redirect for a receiver', async () => {
    const { error, requests } = await post({ status: 302, headers: { location: '/login' } });
    expect(error).to.include({ code: 'ERR_HTTP_STATUS', retryable: false });
    expect(requests).to.have.length(1);
  });

  it('rejects when nobody listens', async () => {
    const notifier = await webhook.setup(aNotifierContext({ url: 'http://127.0.0.1:9/' }));
    const error = await notifier.notify(aHandoffCall(), signal).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(Error);
  });

  it('gives up at the deadline of its caller, with the reason of that', async () => {
    const receiver = await fakeHttpPlatform({ options: (url) => ({ url }) })();
    receiver.behave('hang');
    const notifier = await webhook.setup(aNotifierContext({ url: receiver.url }));
    const deadline = new AbortController();
    const late = new BotonesError('ERR_TIMEOUT', 'Too late.');
    const notifying = notifier.notify(aHandoffCall(), deadline.signal).catch((thrown: unknown) => thrown);
    await receiver.reached();
    deadline.abort(late);
    expect(await notifying).to.equal(late);
    await receiver.close();
  });

  it('refuses options with which no call could go out', () => {
    const faultsOf = (options: object) => {
      const result = webhook.options?.['~standard'].validate(options);
      return result && 'issues' in result ? result.issues?.map(({ path }) => path?.join('.')) : [];
    };
    expect(faultsOf({})).to.deep.equal(['url']);
    expect(faultsOf({ url: 'team-chat' })).to.deep.equal(['url']);
    expect(faultsOf({ url: 'https://user:word@chat.example.com' })).to.deep.equal(['url']);
    expect(faultsOf({ url: 'https://chat.example.com', secret: 'short' })).to.deep.equal(['secret']);
    expect(faultsOf({ url: 'https://chat.example.com', secret })).to.deep.equal([]);
  });
});
