import { BotonesError, defineTranscriber } from '@botones/contract';
import { durationOf } from './duration.ts';
import { fileName } from './file-name.ts';
import { options } from './options.ts';
import { readAnswer } from './read-answer.ts';

/** Any server with OpenAI's `POST …/audio/transcriptions`: OpenAI itself, or a whisper server of the hotel's own. */
export default defineTranscriber({
  name: 'openai',
  options,
  setup({ options: { url, key, model, format, prompt, pricePerMinute } }) {
    const wanted = format ?? (model.startsWith('whisper') ? 'verbose_json' : 'json');
    return {
      async transcribe({ bytes, mime, language }, signal) {
        const form = new FormData();
        form.set('file', new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mime }), fileName(mime));
        form.set('model', model);
        form.set('response_format', wanted);
        if (language !== null) form.set('language', language);
        if (prompt !== undefined) form.set('prompt', prompt);
        const answer = await post(`${url}/audio/transcriptions`, form, key, signal);
        const { text, language: heardIn, seconds = durationOf(bytes, mime) } = readAnswer(await answer.text());
        const minutes = seconds / 60;
        return {
          text,
          language: heardIn ?? language,
          seconds,
          ...(pricePerMinute && {
            cost: { amount: minutes * pricePerMinute.amount, currency: pricePerMinute.currency },
          }),
        };
      },
    };
  },
});

async function post(url: string, body: FormData, key: string | undefined, signal: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const answer = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
  if (answer.ok) return answer;
  await answer.body?.cancel();
  const { status } = answer;
  const pause = Number(answer.headers.get('retry-after'));
  throw new BotonesError('ERR_HTTP_STATUS', `The transcriber answered ${status}.`, {
    // A file that it cannot read, or a key that it does not know, is no better the second time.
    retryable: status === 429 || status >= 500,
    ...(status === 429 ? { retryAfterSeconds: pause > 0 ? pause : 5 } : {}),
  });
}
