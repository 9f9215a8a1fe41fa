import {
  aTranscriberContext,
  fakeHttpPlatform,
  type PlatformAnswer,
  transcriberContract,
} from '@botones/contract/testing';
import { expect } from 'chai';
import openai from '../../../../plugins/transcribers/openai/index.ts';
import { aWav, recording } from '../../../support/recording.ts';

const heard = { text: '¿A qué hora es el desayuno?', language: 'spanish', duration: 1.8 };
const json = (body: unknown): PlatformAnswer => ({ status: 200, body: JSON.stringify(body) });
const { signal } = new AbortController();

transcriberContract(openai, {
  options: { url: 'http://127.0.0.1:9/v1', key: 'only for the tests' },
  audio: recording,
  platform: fakeHttpPlatform({ options: (url) => ({ url: `${url}/v1` }), answers: { accept: () => json(heard) } }),
});

/** Sends the recording to a server that answers so. */
async function ask(answer: PlatformAnswer, options: object = {}, audio: object = {}) {
  const server = await fakeHttpPlatform({ options: (url) => ({ url }), answers: { accept: () => answer } })();
  try {
    const parsed = openai.options?.['~standard'].validate({ url: `${server.url}/v1/`, ...options });
    const result = (await parsed) as { value: Parameters<typeof openai.setup>[0]['options'] };
    const transcriber = await openai.setup(aTranscriberContext(result.value));
    const transcribing = transcriber.transcribe({ ...recording, language: 'es', ...audio }, signal);
    const [outcome] = await Promise.allSettled([transcribing]);
    return { outcome, request: server.requests[0] ?? expect.fail('nothing was asked') };
  } finally {
    await server.close();
  }
}

const heardIn = ({ outcome }: Awaited<ReturnType<typeof ask>>) =>
  outcome.status === 'fulfilled' ? outcome.value : expect.fail(String(outcome.reason));
const errorOf = ({ outcome }: Awaited<ReturnType<typeof ask>>) =>
  outcome.status === 'rejected' ? outcome.reason : expect.fail('it was heard');

describe('openai transcriber', () => {
  it('posts the file with its ending, the language, the model and the key', async () => {
    const { request } = await ask(json(heard), { key: 'k-1', prompt: 'Hotel Siete Velas' });
    expect(request).to.deep.include({ method: 'POST', path: '/v1/audio/transcriptions' });
    expect(request.headers).to.include({ authorization: 'Bearer k-1' });
    for (const field of ['filename="voice.ogg"', 'whisper-1', 'verbose_json', 'name="language"', 'Hotel Siete Velas']) {
      expect(request.body).to.contain(field);
    }
  });

  it('leaves out the key and the language where there are none', async () => {
    const { request } = await ask(json(heard), {}, { language: null });
    expect(request.headers).not.to.have.property('authorization');
    expect(request.body).not.to.contain('name="language"');
  });

  it('reads languages by name and by tag, and the length of the file where the server is silent', async () => {
    expect(heardIn(await ask(json(heard)))).to.deep.equal({ text: heard.text, language: 'es', seconds: 1.8 });
    expect(heardIn(await ask(json({ text: 'x', language: 'en-GB' }))).language).to.equal('en');
    expect(heardIn(await ask(json({ text: 'x', language: 'klingon' }))).language).to.equal('es');
    expect(heardIn(await ask(json({ text: 'x' }), { model: 'gpt-4o-mini-transcribe' })).seconds).to.be.closeTo(
      1.8,
      0.5,
    );
    const wav = { bytes: aWav(Array(8_000).fill(0.1)), mime: 'audio/wav' };
    expect(heardIn(await ask(json({ text: 'x' }), {}, wav)).seconds).to.equal(0.5);
  });

  it('tells what it cost, in units of the currency', async () => {
    const { cost } = heardIn(
      await ask(json({ ...heard, duration: 30 }), { pricePerMinute: { amount: 0.006, currency: 'USD' } }),
    );
    expect(cost).to.deep.equal({ amount: 0.003, currency: 'USD' });
  });

  it('says which refusals pass, and when', async () => {
    expect(errorOf(await ask({ status: 429, headers: { 'retry-after': '7' } }))).to.include({
      retryable: true,
      retryAfterSeconds: 7,
    });
    expect(errorOf(await ask({ status: 503 }))).to.include({ code: 'ERR_HTTP_STATUS', retryable: true });
    expect(errorOf(await ask({ status: 400 }))).to.include({ retryable: false });
    for (const body of ['', '<html>', '[]', '{"text":5}']) {
      expect(errorOf(await ask({ status: 200, body }))).to.include({ code: 'ERR_HTTP_STATUS' });
    }
  });
});
