import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aTranscriberContext, transcriberContract } from '@botones/contract/testing';
import { expect } from 'chai';
import whisper from '../../../../plugins/transcribers/whisper/index.ts';
import { samplesOf } from '../../../../plugins/transcribers/whisper/samples.ts';
import { aWav, recording } from '../../../support/recording.ts';

// A package with the functions of `@fugood/whisper.node`: says how many samples it was given.
const engine = `
export const calls = [];
export const initWhisper = async ({ filePath }) => ({
  transcribeData(samples, options) {
    calls.push(options);
    globalThis.botonesWhisper = calls;
    let stop;
    const stopped = new Promise((resolve) => { stop = resolve; });
    const heard = { result: ' ' + samples.byteLength / 2 + ' samples ', language: 'es' };
    return { stop: async () => stop(), promise: options.maxThreads === 7 ? stopped.then(() => heard) : Promise.resolve(heard) };
  },
  release: async () => { globalThis.botonesReleased = (globalThis.botonesReleased ?? 0) + 1; },
});`;

describe('whisper transcriber', () => {
  let folder: string;
  const options = () => ({ model: join(folder, 'model.bin'), maxSeconds: 180, package: join(folder, 'engine.mjs') });

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'botones-whisper-'));
    await writeFile(join(folder, 'model.bin'), 'a model');
    await writeFile(join(folder, 'engine.mjs'), engine);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('decodes Ogg/Opus to what whisper hears', async () => {
    const samples = await samplesOf(recording.bytes);
    expect(samples.length / 16_000).to.be.closeTo(1.8, 0.5);
    const loudest = samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
    expect(loudest).to.be.within(0.05, 1.1);
  });

  it('reads 16-bit WAV of any rate, mixed to one channel', async () => {
    const stereo = Array.from({ length: 96_000 }, (_, index) => (index % 2 === 0 ? 0.5 : -0.5));
    const mixed = await samplesOf(aWav(stereo, { rate: 48_000, channels: 2 }));
    expect(mixed.length).to.equal(16_000);
    expect(Math.max(...mixed)).to.be.closeTo(0, 1e-3);
    expect((await samplesOf(aWav([0.25, 0.25])))[1]).to.be.closeTo(0.25, 1e-3);
  });

  it('says of what it cannot read that another try is no use', async () => {
    const wrong = [
      new Uint8Array(),
      Buffer.from('ID3 an mp3'),
      Buffer.from('OggS but cut'),
      aWav([]),
      aWav([1], { kind: 3 }),
    ];
    for (const bytes of wrong) {
      const error = await samplesOf(new Uint8Array(bytes)).catch((thrown) => thrown);
      expect(error).to.be.an('error');
      expect(error.retryable ?? false).to.equal(false);
    }
  });

  it('hears a recording, in the language of the conversation or any', async () => {
    const context = aTranscriberContext(options());
    const transcriber = await whisper.setup(context);
    const heard = await transcriber.transcribe({ ...recording, language: null }, new AbortController().signal);
    expect(heard.text).to.match(/^\d+ samples$/);
    expect(heard.language).to.equal('es');
    const calls = (globalThis as { botonesWhisper?: { language: string }[] }).botonesWhisper ?? [];
    expect(calls.at(-1)).to.deep.equal({ language: 'auto' });
    await context.close();
    expect((globalThis as { botonesReleased?: number }).botonesReleased).to.equal(1);
  });

  it('leaves what is too long to people', async () => {
    const transcriber = await whisper.setup(aTranscriberContext({ ...options(), maxSeconds: 1 }));
    const error = await transcriber
      .transcribe({ ...recording, language: 'es' }, new AbortController().signal)
      .catch((thrown) => thrown);
    expect(error).to.include({ code: 'ERR_MEDIA_TOO_LARGE' });
  });

  it('stops when its caller has gone', async () => {
    const transcriber = await whisper.setup(aTranscriberContext({ ...options(), threads: 7 }));
    const controller = new AbortController();
    const hearing = transcriber
      .transcribe({ ...recording, language: 'es' }, controller.signal)
      .catch((thrown) => thrown);
    setImmediate(() => controller.abort(new Error('gone')));
    expect((await hearing).message).to.equal('gone');
  });

  it('says what is missing: the model, or the package', async () => {
    const why = (change: object) =>
      Promise.resolve()
        .then(() => whisper.setup(aTranscriberContext({ ...options(), ...change })))
        .then(
          () => 'nothing',
          (error) => error.message,
        );
    expect(await why({ model: join(folder, 'none.bin') })).to.contain('there is no model at');
    expect(await why({ package: '@fugood/none' })).to.contain('npm install @fugood/none');
  });
});

describe('whisper.cpp itself', () => {
  it('is set up with a model of its own', async function () {
    const model = process.env.WHISPER_MODEL;
    if (model === undefined) {
      console.log('      skipped: WHISPER_MODEL names no ggml file, or @fugood/whisper.node is not installed');
      return this.skip();
    }
    const transcriber = await whisper.setup(
      aTranscriberContext({ model, maxSeconds: 180, package: '@fugood/whisper.node' }),
    );
    const heard = await transcriber.transcribe({ ...recording, language: 'es' }, AbortSignal.timeout(120_000));
    expect(heard.text.toLowerCase()).to.contain('desayuno');
  });
});

const place = await mkdtemp(join(tmpdir(), 'botones-whisper-'));
await writeFile(join(place, 'model.bin'), 'a model');
await writeFile(join(place, 'engine.mjs'), engine);
after(() => rm(place, { recursive: true, force: true }));

transcriberContract(whisper, {
  options: { model: join(place, 'model.bin'), package: join(place, 'engine.mjs') },
  audio: recording,
});
