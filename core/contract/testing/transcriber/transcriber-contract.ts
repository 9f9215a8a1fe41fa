import assert from 'node:assert/strict';
import type { Transcriber, TranscriberPlugin } from '../../ports/transcriber.ts';
import type { Schema } from '../../schema.ts';
import { aTranscriberContext } from '../builders/contexts.ts';
import { type Check, describeChecks } from '../check.ts';
import type { FakePlatform, OpenPlatform } from '../fakes/fake-platform.ts';
import { pluginChecks, readOptions } from '../plugin-checks.ts';
import { seededRandom } from '../tools/random.ts';
import { settles } from '../tools/settles.ts';

export interface TranscriberSamples {
  /** As the YAML writes them; default none. */
  options?: object;
  /** A recording that it can read, with speech in it. */
  audio: { bytes: Uint8Array; mime: string };
  /** For a transcriber that calls an outside system: opens a stand-in. Its options are laid over `options`. */
  platform?: OpenPlatform;
}

type Use = (transcriber: Transcriber, platform: FakePlatform | null) => Promise<void>;

/** Describes, for the test runner that is there, what every transcriber promises. */
export function transcriberContract<S extends Schema | undefined>(
  plugin: TranscriberPlugin<S>,
  samples: TranscriberSamples,
): void {
  describeChecks(`transcriber contract: ${plugin.name}`, transcriberChecks(plugin, samples));
}

/** The same promises one by one, for any other runner. */
export function transcriberChecks<S extends Schema | undefined>(
  plugin: TranscriberPlugin<S>,
  samples: TranscriberSamples,
): Check[] {
  const { audio } = samples;
  const withTranscriber = async (use: Use) => {
    const platform = (await samples.platform?.()) ?? null;
    const options = await readOptions(plugin, { ...samples.options, ...(platform?.options as object) });
    const context = aTranscriberContext(options as never);
    try {
      await use(await plugin.setup(context), platform);
    } finally {
      await context.close();
      await platform?.close();
    }
  };
  const never = () => new AbortController().signal;
  return [
    ...pluginChecks(plugin, 'transcriber', samples.options),
    {
      title: 'says what it heard, in which language, and how long it was',
      run: () =>
        withTranscriber(async (transcriber) => {
          for (const language of ['es', null]) {
            const before = Uint8Array.from(audio.bytes);
            const heard = await transcriber.transcribe({ ...audio, language }, never());
            assert.equal(typeof heard.text, 'string');
            assert.ok(
              heard.language === null || /^[a-z]{2,3}(-|$)/.test(heard.language),
              'its language is no BCP 47 tag',
            );
            assert.ok(Number.isFinite(heard.seconds) && heard.seconds >= 0, 'its seconds are no length');
            assert.deepEqual(audio.bytes, before, 'it changes the recording');
          }
        }),
    },
    {
      title: 'makes nothing up of bytes that are no recording: it rejects, or says no word',
      run: () =>
        withTranscriber(async (transcriber, platform) => {
          platform?.behave('refuse');
          for (const bytes of [new Uint8Array(), seededRandom(7).bytes(5_000)]) {
            const result = await settles(
              transcriber.transcribe({ bytes, mime: audio.mime, language: null }, never()),
              'it hangs over bytes that are no recording',
            );
            assert.ok(result.status === 'rejected' || result.value.text.trim() === '');
          }
        }),
    },
    {
      title: 'does not begin for a caller who has gone',
      run: () =>
        withTranscriber(async (transcriber, platform) => {
          const transcribing = transcriber.transcribe({ ...audio, language: null }, AbortSignal.abort());
          assert.equal((await settles(transcribing, 'it ignores its signal')).status, 'rejected');
          if (platform) assert.equal(platform.taken, 0);
        }),
    },
    ...(samples.platform ? platformChecks(withTranscriber, audio) : []),
  ];
}

function platformChecks(withTranscriber: (use: Use) => Promise<void>, audio: TranscriberSamples['audio']): Check[] {
  return [
    {
      title: 'rejects when the system does not answer with a transcription',
      run: () =>
        withTranscriber(async (transcriber, platform) => {
          for (const behaviour of ['busy', 'refuse', 'forbid', 'break', 'cut'] as const) {
            platform?.behave(behaviour);
            const transcribing = transcriber.transcribe({ ...audio, language: null }, new AbortController().signal);
            const { status } = await settles(transcribing, `it hangs over "${behaviour}"`);
            assert.equal(status, 'rejected', `it makes up a transcription over "${behaviour}"`);
          }
        }),
    },
    {
      title: 'lets go when it is aborted',
      run: () =>
        withTranscriber(async (transcriber, platform) => {
          platform?.behave('hang');
          const controller = new AbortController();
          const settled = settles(
            transcriber.transcribe({ ...audio, language: null }, controller.signal),
            'it ignores its signal',
          );
          if (platform) await settles(platform.reached(), 'nothing reached the system');
          controller.abort();
          assert.equal((await settled).status, 'rejected');
        }),
    },
  ];
}
