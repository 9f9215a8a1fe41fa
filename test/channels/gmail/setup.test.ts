import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Checked } from '@botones/contract';
import { expect } from 'chai';
import { readToken } from '../../../channels/gmail/auth/token-file.ts';
import { optionsSchema } from '../../../channels/gmail/options.ts';
import { GoogleError } from '../../fakes/gmail/google-error.ts';
import type { FakeGmail } from '../../fakes/gmail/index.ts';
import { rejection } from '../../support/rejection.ts';
import { type Hotel, openHotel, signal } from './hotel.ts';

describe('gmail: set-up', () => {
  const tokenKey = 'a key for tests only';
  let folder: string;
  let hotel: Hotel;

  const stored = () => ({ tokenFile: join(folder, 'token.json'), tokenKey });
  const withStored = async () => {
    const { clientId, clientSecret } = hotel.google.oauth;
    const { urls } = hotel.google;
    return openHotel({ oauth: { clientId, clientSecret, ...stored() }, urls });
  };
  /** Goes where `connect` sends the person at the terminal, and where Google sends the browser back to. */
  const consent = (change: (address: URL) => void = () => {}) => {
    const lines: string[] = [];
    const say = (line: string) => {
      lines.push(line);
      const [address] = /https?:\/\/\S+/.exec(line) ?? [];
      if (address === undefined || !line.includes('code_challenge')) return;
      const url = new URL(address);
      change(url);
      void fetch(url).then((response) => response.text());
    };
    return { lines, say };
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'botones-gmail-'));
    hotel = await openHotel();
  });
  afterEach(async () => {
    await hotel.close();
    await rm(folder, { recursive: true });
  });

  describe('connect', () => {
    it('stores a token that nobody can read without the key', async () => {
      const other = await withStored();
      const { lines, say } = consent();
      await other.state.channel.connect?.(say, signal);
      const { tokenFile } = stored();
      const token = await readToken(tokenFile, tokenKey);
      expect(token).to.be.a('string').and.not.equal('');
      expect(await readFile(tokenFile, 'utf8')).to.not.contain(token);
      expect(await rejection(readToken(tokenFile, 'another key entirely'))).to.include({ code: 'ERR_CHANNEL_ACCOUNT' });
      expect(lines.join('\n')).to.contain('is connected').and.not.contain(token);
      expect(await other.look()).to.deep.equal([]);
      await other.close();
    });

    it('says that nobody consented', async () => {
      hotel.google.set({ consent: 'deny' });
      const other = await withStored();
      const error = await rejection(other.state.channel.connect?.(consent().say, signal) as Promise<unknown>);
      expect(error.message).to.match(/gives no consent \(access_denied\)/);
      await other.close();
    });

    it('does not take the consent of another asker', async () => {
      const other = await withStored();
      const waiting = other.state.channel.connect?.(
        consent((url) => url.searchParams.set('state', 'forged')).say,
        AbortSignal.timeout(400),
      );
      expect((await rejection(waiting as Promise<unknown>)).message).to.match(/in time/);
      await other.close();
    });

    const half: [string, (url: URL) => void, RegExp][] = [
      [
        'a box was left empty',
        (url) => url.searchParams.set('scope', 'https://www.googleapis.com/auth/gmail.readonly'),
        /A box of the consent was left empty/,
      ],
      ['the consent does not last', (url) => url.searchParams.set('access_type', 'online'), /no refresh token.*Remove/],
    ];
    for (const [what, change, sentence] of half) {
      it(`stores nothing where ${what}`, async () => {
        const other = await withStored();
        const error = await rejection(other.state.channel.connect?.(consent(change).say, signal) as Promise<unknown>);
        expect(error.message).to.match(sentence);
        expect(await readToken(stored().tokenFile, tokenKey)).to.equal(null);
        await other.close();
      });
    }

    it('stores nothing where somebody else consented', async () => {
      const { clientId, clientSecret } = hotel.google.oauth;
      const oauth = { clientId, clientSecret, ...stored() };
      const other = await openHotel({ oauth, urls: hotel.google.urls }, { accounts: ['reception@example.com'] });
      const error = await rejection(other.state.channel.connect?.(consent().say, signal) as Promise<unknown>);
      expect(error.message).to.match(/is of hotel@example\.com, and "account" says reception@example\.com/);
      expect(await readToken(stored().tokenFile, tokenKey)).to.equal(null);
      await other.close();
    });

    it('is not needed by a service account', async () => {
      const { serviceAccount } = hotel.google;
      const other = await openHotel({ oauth: undefined, serviceAccount });
      const error = await rejection(other.state.channel.connect?.(() => {}, signal) as Promise<unknown>);
      expect(error.message).to.match(/needs no consent/);
      await other.close();
    });
  });

  describe('check', () => {
    const wrongIn = (found: readonly Checked[] = []) =>
      found.filter(({ state }) => state !== 'ok').map(({ what }) => what);
    const check = (url: string | null = null) => hotel.state.channel.check?.(url, signal);

    it('finds nothing where nothing is wrong', async () => {
      expect(wrongIn(await check())).to.deep.equal([]);
    });

    it('names a consent that was revoked, and the cure', async () => {
      hotel.google.revoke();
      const [one] = (await check()) ?? [];
      expect(one).to.include({ what: 'mailbox', state: 'wrong' });
      expect(one?.cure).to.contain('npm run gmail -- connect');
    });

    it('names a token that is not there yet', async () => {
      const other = await withStored();
      const [one] = (await other.state.channel.check?.(null, signal)) ?? [];
      expect(one?.found).to.match(/There is no token in .*token\.json yet/);
      await other.close();
    });

    const { privateKey: anotherKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const mistakes: [string, (google: FakeGmail) => object, RegExp, RegExp][] = [
      [
        'a wrong secret',
        ({ oauth }) => ({ oauth: { ...oauth, clientSecret: 'another' } }),
        /does not know this client id/,
        /"clientSecret" anew from the Google Cloud console/,
      ],
      [
        'a service account that may not act for the mailbox',
        ({ serviceAccount }) => ({ oauth: undefined, serviceAccount: { ...serviceAccount, privateKey: anotherKey } }),
        /does not let the service account act/,
        /Domain-wide delegation/,
      ],
      [
        'a key that is none',
        ({ serviceAccount }) => ({ oauth: undefined, serviceAccount: { ...serviceAccount, privateKey: 'nonsense' } }),
        /no PKCS 8 PEM/,
        /"private_key" of the JSON key file/,
      ],
      [
        'a Google that nobody can reach',
        ({ urls }) => ({ urls: { ...urls, api: 'http://127.0.0.1:1' } }),
        /cannot be reached/,
        /network, firewall, DNS/,
      ],
    ];
    for (const [mistake, optionsOf, found, cure] of mistakes) {
      it(`names ${mistake}`, async () => {
        await hotel.restart(optionsOf(hotel.google));
        const [one, ...others] = (await check()) ?? [];
        expect(one).to.include({ what: 'mailbox', state: 'wrong' });
        expect(one?.found).to.match(found);
        expect(one?.cure).to.match(cure);
        expect(others).to.deep.equal([]);
      });
    }

    it('names an API that is off', async () => {
      const off = new GoogleError(403, { reason: 'accessNotConfigured', message: 'Gmail API has not been used.' });
      hotel.google.mishaps.next({ kind: 'error', error: off }, { when: ({ method }) => method === 'profile' });
      const [one] = (await check()) ?? [];
      expect([one?.found, one?.cure]).to.deep.equal([
        'the Gmail API is off',
        'Switch it on in the Google Cloud console › APIs & services › Library › Gmail API',
      ]);
    });

    it('names push that Gmail may not use', async () => {
      const push = {
        topic: 'projects/hotel/topics/gmail',
        audience: 'https://h.example.com/gmail',
        serviceAccount: 'p@h.iam.gserviceaccount.com',
      };
      const other = await openHotel({ push });
      other.google.set({ push: { granted: false } });
      expect(wrongIn(await other.state.channel.check?.('https://h.example.com/gmail', signal))).to.deep.equal(['push']);
      await other.close();
    });
  });

  describe('options', () => {
    const faults = (options: object) =>
      optionsSchema.safeParse(options).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
    const oauth = { clientId: 'a', clientSecret: 'b', refreshToken: 'c' };
    const cases: [string, object, RegExp][] = [
      ['no credentials', {}, /Give either oauth/],
      ['both credentials', { oauth, serviceAccount: { email: 'a@b.example', privateKey: 'x' } }, /Give either oauth/],
      [
        'a stored token without a key',
        { oauth: { clientId: 'a', clientSecret: 'b' } },
        /oauth\.tokenKey: Give tokenKey/,
      ],
      ['an empty secret', { oauth: { ...oauth, clientSecret: '' } }, /is empty; is its variable set\?/],
      [
        'a topic that is not whole',
        { oauth, push: { topic: 't', audience: 'a', serviceAccount: 'a@b.example' } },
        /projects\/<project>/,
      ],
    ];
    for (const [what, options, sentence] of cases) {
      it(`names ${what}`, () => expect(faults(options).join('\n')).to.match(sentence));
    }
    it('are few where a hotel is content with the defaults', () => expect(faults({ oauth })).to.deep.equal([]));
  });
});
