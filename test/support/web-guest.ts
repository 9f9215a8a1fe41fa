import { randomUUID } from 'node:crypto';
import type { Part, TranscriptEntry } from '@botones/contract';
import { eventually } from './eventually.ts';

/** A guest's browser, as far as HTTP goes. */
export async function openWebGuest(url: string, language: string, token?: string) {
  const session = token ?? (await openSession(url, language));
  const headers = { authorization: `Bearer ${session}` };

  async function read(after = 0): Promise<TranscriptEntry[]> {
    const response = await fetch(`${url}/web/messages?after=${after}`, { headers });
    return ((await response.json()) as { entries: TranscriptEntry[] }).entries;
  }

  return {
    token: session,
    read,
    async post(text: string, id: string = randomUUID()): Promise<Response> {
      const body = JSON.stringify({ id, text, language });
      return fetch(`${url}/web/messages`, { method: 'POST', headers, body });
    },
    /** Says something and waits for the words that come back. */
    async ask(text: string): Promise<string> {
      const before = (await read()).at(-1)?.seq ?? 0;
      const response = await this.post(text);
      if (!response.ok) throw new Error(`The message was refused: ${response.status}`);
      let answers: TranscriptEntry[] = [];
      await eventually(`somebody answers "${text}"`, async () => {
        answers = (await read(before)).filter(({ from }) => from !== 'guest');
        return answers.length > 0;
      });
      return answers.flatMap(({ parts }) => parts.map((part) => ('text' in part ? part.text : ''))).join('\n');
    },
    /** Sends `{text}`, `{picked}` or `{file}` and waits for the parts that come back. */
    async turn(content: object): Promise<Part[]> {
      const before = (await read()).at(-1)?.seq ?? 0;
      const body = JSON.stringify({ id: randomUUID(), language, ...content });
      const response = await fetch(`${url}/web/messages`, { method: 'POST', headers, body });
      if (!response.ok) throw new Error(`The message was refused: ${response.status}`);
      let answers: TranscriptEntry[] = [];
      await eventually('somebody answers', async () => {
        answers = (await read(before)).filter(({ from }) => from !== 'guest');
        return answers.length > 0;
      });
      return answers.flatMap(({ parts }) => parts as Part[]);
    },
    /** Hands a file in; what `{file}` takes. */
    async upload(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
      const response = await fetch(`${url}/web/files?name=${name}`, { method: 'POST', headers, body: bytes });
      return ((await response.json()) as { file: string }).file;
    },
    /** Opens the stream of events and reads none of it. */
    follow: (signal: AbortSignal) => fetch(`${url}/web/events`, { headers, signal }),
  };
}

async function openSession(url: string, language: string): Promise<string> {
  const response = await fetch(`${url}/web/sessions`, { method: 'POST', body: JSON.stringify({ language }) });
  return ((await response.json()) as { token: string }).token;
}
