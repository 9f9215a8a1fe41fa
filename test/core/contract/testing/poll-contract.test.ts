import { type Channel, defineChannel, degrade, type Message, textOf } from '@botones/contract';
import {
  aMessage,
  type ChannelSamples,
  channelChecks,
  channelContract,
  fakeHttpPlatform,
} from '@botones/contract/testing';
import { expect } from 'chai';
import { z } from 'zod';
import { failures } from './failures.ts';

const options = z.strictObject({ url: z.url().default('http://127.0.0.1:9') });
type Poll = NonNullable<Channel<string>['poll']>;

/** A mailbox that is asked for news, whose letters hold a whole turn each. */
function mailbox(spoil: (good: Poll) => Poll = (good) => good) {
  return defineChannel<typeof options, string>({
    name: 'mailbox',
    options,
    capabilities: {
      parts: ['text'],
      maxChoices: 0,
      maxText: Number.POSITIVE_INFINITY,
      pull: false,
      oneItemPerTurn: true,
      windowHours: null,
    },
    setup({ options: { url } }) {
      const poll: Poll = async (cursor, signal) => {
        const response = await fetch(`${url}/?since=${cursor ?? ''}`, { signal });
        if (!response.ok) throw new Error(`HTTP ${response.status}`);
        const news = (await response.json()) as { letters: string[]; cursor: string };
        return { messages: news.letters.map(toMessage), deliveries: [], cursor: news.cursor };
      };
      return {
        poll: spoil(poll),
        render: (parts, limits) => (parts.length === 0 ? [] : [textOf(degrade(parts, limits))]),
        async send({ id, payload }, signal) {
          const { status } = await fetch(url, { method: 'POST', body: payload, signal });
          if (status < 300) return { status: 'accepted', providerId: id };
          const reason = `HTTP ${status}`;
          if (status === 429) return { status: 'retry', seconds: 60, reason };
          const failure = status === 401 ? 'account' : status < 500 ? 'content' : 'unknown';
          return { status: 'failed', failure, reason };
        },
      };
    },
  });
}

const toMessage = (id: string): Message => aMessage({ providerId: id });

const letters = ['a', 'b', 'c'];
const samples: ChannelSamples<string> = {
  read: (text) => ({ text, choices: [] }),
  poll: { cursor: '1' },
  platform: fakeHttpPlatform({
    options: (url) => ({ url }),
    answers: {
      accept({ path }) {
        const since = new URL(path, 'http://host').searchParams.get('since');
        const news = since ? letters.slice(Number(since)) : [];
        return { status: 200, body: JSON.stringify({ letters: news, cursor: String(letters.length) }) };
      },
    },
  }),
};

channelContract(mailbox(), samples);

describe('channelContract finds a channel whose poll', () => {
  let last: string | null = null;
  const spoilt: Record<string, { seen: RegExp; spoil: (good: Poll) => Poll }> = {
    'returns no cursor': {
      seen: /what came since/,
      spoil: (good) => async (cursor, signal, inbox) => ({ ...(await good(cursor, signal, inbox)), cursor: '' }),
    },
    'reads a letter twice': {
      seen: /what came since/,
      spoil: (good) => async (cursor, signal, inbox) => {
        const news = await good(cursor, signal, inbox);
        return { ...news, messages: [...news.messages, ...news.messages] };
      },
    },
    'keeps a cursor of its own': {
      seen: /same again/,
      spoil: (good) => async (cursor, signal, inbox) => {
        const news = await good(last ?? cursor, signal, inbox);
        last = news.cursor;
        return news;
      },
    },
    'cannot begin': {
      seen: /begins without/,
      spoil: (good) => (cursor, signal, inbox) => good(BigInt(cursor as string).toString(), signal, inbox),
    },
    'moves on over an error': {
      seen: /keeps the cursor/,
      spoil: (good) => (cursor, signal, inbox) =>
        good(cursor, signal, inbox).catch(() => ({ messages: [], deliveries: [], cursor: '99' })),
    },
    'ignores its signal': {
      seen: /aborted/,
      spoil: (good) => (cursor, _signal, inbox) => good(cursor, new AbortController().signal, inbox),
    },
  };
  for (const [does, { seen, spoil }] of Object.entries(spoilt)) {
    it(does, async () => {
      const checks = channelChecks(mailbox(spoil), samples).filter(
        ({ title }) => /^poll/.test(title) && seen.test(title),
      );
      expect(Object.keys(await failures(checks))).to.have.length.above(0);
    });
  }
});
