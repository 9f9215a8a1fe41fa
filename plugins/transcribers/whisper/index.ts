import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { BotonesError, defineTranscriber } from '@botones/contract';
import { type Context, loadEngine } from './engine.ts';
import { options } from './options.ts';
import { RATE, samplesOf } from './samples.ts';

/** whisper.cpp in this process: nothing leaves the hotel. One recording at a time, on `threads` threads. */
export default defineTranscriber({
  name: 'whisper',
  options,
  async setup({ options: { model, threads, maxSeconds, package: name }, onClose }) {
    const file = resolve(model);
    await access(file).catch(() => {
      throw new Error(`there is no model at ${file}; put a ggml file of whisper.cpp there`);
    });
    const engine = await loadEngine(name);
    let context: Context | null = null;
    let busy: Promise<unknown> = Promise.resolve();
    // Loaded with the first message: a model takes seconds and hundreds of megabytes.
    const open = async () => {
      context ??= await engine.initWhisper({ filePath: file, useGpu: false });
      return context;
    };
    onClose(async () => {
      await busy.catch(() => {});
      await context?.release();
    });

    async function run(samples: ArrayBuffer, language: string | null, signal: AbortSignal) {
      signal.throwIfAborted();
      const { stop, promise } = (await open()).transcribeData(samples, {
        language: language ?? 'auto',
        ...(threads === undefined ? {} : { maxThreads: threads }),
      });
      const leave = () => void stop().catch(() => {});
      signal.addEventListener('abort', leave, { once: true });
      try {
        const heard = await promise;
        signal.throwIfAborted();
        return heard;
      } finally {
        signal.removeEventListener('abort', leave);
      }
    }

    return {
      async transcribe({ bytes, language }, signal) {
        const samples = await samplesOf(bytes);
        const seconds = samples.length / RATE;
        if (seconds > maxSeconds) {
          throw new BotonesError('ERR_MEDIA_TOO_LARGE', `The recording is longer than ${maxSeconds} s.`);
        }
        const turn = busy.catch(() => {}).then(() => run(toInt16(samples), language, signal));
        busy = turn;
        const { result, language: heardIn } = await turn;
        return { text: result.trim(), language: heardIn ?? language, seconds };
      },
    };
  },
});

function toInt16(samples: Float32Array): ArrayBuffer {
  return Int16Array.from(samples, (one) => Math.max(-1, Math.min(1, one)) * 32_767).buffer as ArrayBuffer;
}
