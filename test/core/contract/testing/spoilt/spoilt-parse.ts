import type { HttpRequest, Message } from '@botones/contract';
import { parse, type Spoil } from '../carrier.ts';
import { rewrite, type Spoilt } from './spoilt.ts';

const jsonOf = ({ body }: HttpRequest): unknown => JSON.parse(Buffer.from(body).toString());
const form = /form of the contract/;

/** Parses as the good channel, once `read` has looked at the body. */
const after =
  (read: (request: HttpRequest) => unknown): Spoil =>
  (good) => ({
    parse(request) {
      read(request);
      return good.parse(request);
    },
  });

/** How deep a value is nested, by a function that calls itself. */
const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

export const spoiltParse: Spoilt = {
  'throws over broken JSON': {
    seen: /random bytes/,
    spoil: after(jsonOf),
  },
  'throws over a body that ends too early': {
    seen: /ends anywhere/,
    spoil: after(jsonOf),
  },
  'trusts the types of what it reads': {
    seen: /wrong kind/,
    spoil: after((request) => {
      const { skipped = [] } = parse(request.body);
      if (skipped[0] === 'no message') for (const { text } of jsonOf(request) as { text: string }[]) text.trim();
    }),
  },
  'calls itself for each level of nesting': {
    seen: /overflows a stack/,
    spoil: after((request) => {
      const { skipped = [] } = parse(request.body);
      if (skipped[0] === 'no message') depthOf(jsonOf(request));
    }),
  },
  'quotes what it cannot read': {
    seen: /guest's words/,
    spoil: (good) => ({
      parse(request) {
        try {
          jsonOf(request);
          return good.parse(request);
        } catch (error) {
          return { messages: [], deliveries: [], skipped: [String(error)] };
        }
      },
    }),
  },
  'loses a post over one broken item': {
    seen: /broken neighbour/,
    spoil: (good) => ({
      parse(request) {
        const received = good.parse(request);
        return received.skipped?.length ? { ...received, messages: [] } : received;
      },
    }),
  },
  'leaves broken items out in silence': {
    seen: /broken neighbour/,
    spoil: (good) => ({ parse: (request) => ({ ...good.parse(request), skipped: [] }) }),
  },
  'makes up ids': { seen: /parse is pure/, spoil: rewrite(() => ({ providerId: crypto.randomUUID() })) },
  'makes ids of the time': {
    seen: /an hour later/,
    spoil: (good, context) =>
      rewrite(({ providerId }) => ({ providerId: `${providerId}-${context.now()}` }))(good, context),
  },
  'makes ids of the guest': { seen: /id of its own/, spoil: rewrite(({ guest }) => ({ providerId: guest.key })) },
  'takes messages without an id': { seen: form, spoil: rewrite(() => ({ providerId: '' })) },
  'takes guests without a key': { seen: form, spoil: rewrite(() => ({ guest: { key: '' } })) },
  'takes keys of any length': { seen: form, spoil: rewrite(({ guest }) => ({ guest: { key: guest.key.repeat(50) } })) },
  'writes local times': { seen: form, spoil: rewrite(() => ({ sentAt: '2026-06-01 10:00' })) },
  'answers for an account that nobody configured': { seen: form, spoil: rewrite(() => ({ account: 'another' })) },
  'adds keys of its own': { seen: form, spoil: rewrite(() => ({ thread: 5 }) as Partial<Message>) },
  'keeps objects that no database can': { seen: form, spoil: rewrite(() => ({ raw: { at: new Date(0) } })) },
  'invents parts': { seen: form, spoil: rewrite(() => ({ parts: [{ type: 'sticker' } as never] })) },
  'is not ready when it has parsed': {
    seen: form,
    spoil: (good) => ({ parse: (async (request: HttpRequest) => good.parse(request)) as never }),
  },
  'takes the time of the system': {
    seen: /never from the system/,
    spoil: rewrite(() => ({ sentAt: `${new Date().getFullYear()}-01-01T00:00:00Z` })),
  },
  'takes the time of the system in another way': {
    seen: /never from the system/,
    spoil: rewrite(() => ({ sentAt: `${Temporal.Now.plainDateISO('UTC')}T00:00:00Z` })),
  },
  'changes the bytes that it reads': {
    seen: /parse is pure/,
    spoil: (good) => ({
      parse(request) {
        const received = good.parse(request);
        request.body.fill(32);
        return received;
      },
    }),
  },
  'acknowledges doubles with an error': {
    seen: /acknowledge/,
    spoil: () => ({ acknowledge: (_received, [receipt]) => ({ status: receipt?.double ? 409 : 200 }) }),
  },
};
