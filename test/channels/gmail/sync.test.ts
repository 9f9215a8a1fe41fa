import { expect } from 'chai';
import { GoogleError } from '../../fakes/gmail/google-error.ts';
import { receive } from '../../fakes/gmail/guests/received.ts';
import { rejection } from '../../support/rejection.ts';
import { type Hotel, openHotel, signal } from './hotel.ts';

describe('gmail: poll', () => {
  let hotel: Hotel;
  /** The guest's own copy of what stands last in the mailbox. */
  const lastMail = async () => {
    const { raw } = hotel.google.mailbox.all().at(-1) ?? expect.fail('There is no mail.');
    return receive(raw, hotel.google.clock.now());
  };
  const words = (messages: Awaited<ReturnType<Hotel['look']>>) =>
    messages.map(({ parts: [part] }) => (part?.type === 'text' ? part.text : null));

  beforeEach(async () => {
    hotel = await openHotel();
  });
  afterEach(() => hotel.close());

  it('answers nothing that was there before its first start', async () => {
    await hotel.guest.writes({ subject: 'Old', text: 'old' });
    expect(await hotel.look()).to.deep.equal([]);
    await hotel.guest.writes({ subject: 'New', text: 'new' });
    expect(words(await hotel.look())).to.deep.equal(['new']);
    expect(await hotel.look()).to.deep.equal([]);
  });

  it('reads a mail as it is', async () => {
    await hotel.look();
    const mail = await hotel.guest.writes({ subject: 'Room for two', text: 'Is a room free?' });
    const [message] = await hotel.look();
    expect(message).to.deep.equal({
      providerId: mail.id,
      account: 'hotel@example.com',
      guest: { key: 'ana@example.org', email: 'ana@example.org', name: 'Ana' },
      from: 'guest',
      sentAt: '2026-11-22T10:00:00Z',
      parts: [{ type: 'text', text: 'Is a room free?' }],
      subject: 'Room for two',
      raw: { threadId: mail.threadId },
    });
  });

  it('reads several pages, and two mails of a thread in order', async () => {
    hotel.google.set({ mostPerPage: 2 });
    await hotel.look();
    for (const text of ['one', 'two', 'three', 'four', 'five']) await hotel.guest.writes({ subject: 'S', text });
    expect(words(await hotel.look())).to.deep.equal(['one', 'two', 'three', 'four', 'five']);
  });

  for (const [form, wishes] of Object.entries({
    padded: { base64: 'padded' },
    bare: { base64: 'unpadded' },
    'with empty lists': { emptyLists: 'empty' },
  } as const)) {
    it(`understands Google's answers ${form}`, async () => {
      hotel.google.set(wishes);
      await hotel.look();
      await hotel.guest.writes({ subject: 'S', text: '¿Está libre? ñandú 🛎️' });
      expect(words(await hotel.look())).to.deep.equal(['¿Está libre? ñandú 🛎️']);
    });
  }

  it('passes over a mail that is deleted in between', async () => {
    await hotel.look();
    const gone = await hotel.guest.writes({ subject: 'S', text: 'gone' });
    await hotel.guest.writes({ subject: 'S', text: 'here' });
    hotel.google.mishaps.next(
      {
        kind: 'error',
        error: new GoogleError(404, { reason: 'notFound', message: 'Requested entity was not found.' }),
      },
      { when: ({ path }) => path.endsWith(gone.id) },
    );
    expect(words(await hotel.look())).to.deep.equal(['here']);
  });

  it('leaves drafts, spam and what is in the bin', async () => {
    await hotel.look();
    for (const label of ['SPAM', 'TRASH', 'DRAFT', 'CHAT'])
      await hotel.guest.writes({ subject: 'S', text: label }, { labels: [label] });
    expect(await hotel.look()).to.deep.equal([]);
  });

  it('does not move on before everything is stored', async () => {
    await hotel.look();
    await hotel.guest.writes({ subject: 'S', text: 'one' });
    const { channel, cursor } = hotel.state;
    const first = await channel.poll?.(cursor, signal, hotel.inbox);
    // The process dies here: neither message nor cursor is stored.
    await hotel.restart();
    expect(words(await hotel.look())).to.deep.equal(['one']);
    expect(first?.messages.map(({ providerId }) => providerId)).to.deep.equal([...hotel.stored.keys()]);
  });

  describe('when Google has forgotten the history', () => {
    it('looks by date, and reads nothing twice', async () => {
      await hotel.look();
      await hotel.guest.writes({ subject: 'S', text: 'one' });
      await hotel.look();
      await hotel.guest.writes({ subject: 'S', text: 'two' });
      hotel.google.forgetHistory();
      expect(words(await hotel.look())).to.deep.equal(['two']);
      await hotel.guest.writes({ subject: 'S', text: 'three' });
      expect(words(await hotel.look())).to.deep.equal(['three']);
    });

    it('finds what staff wrote meanwhile, and leaves what they answered', async () => {
      await hotel.look();
      await hotel.guest.writes({ subject: 'S', text: 'one' });
      await hotel.look();
      const second = await hotel.guest.replies({ text: 'two', to: 'hotel@example.com' }, await lastMail());
      await hotel.google.staffReplies(second, { text: 'Gladly, says Marta.' });
      hotel.google.forgetHistory();
      const read = await hotel.look();
      expect(read.map(({ from, leaveTo }) => [from, leaveTo?.reason])).to.deep.equal([
        ['guest', 'answered'],
        ['staff', undefined],
      ]);
    });

    it('answers what came while the bot answered something else', async () => {
      await hotel.look();
      await hotel.guest.writes({ subject: 'S', text: 'one' });
      const [message] = await hotel.look();
      await hotel.guest.replies({ text: 'two', to: 'hotel@example.com' }, await lastMail());
      await hotel.state.channel.send?.(hotel.itemFor(message ?? expect.fail()), signal);
      hotel.google.forgetHistory();
      await hotel.restart();
      expect((await hotel.look()).map(({ leaveTo }) => leaveTo)).to.deep.equal([undefined]);
    });
  });

  it('looks back where the hotel wants it, newest first', async () => {
    await hotel.close();
    hotel = await openHotel({ lookbackHours: 24 });
    const luis = hotel.google.guest('Luis <luis@example.net>');
    await hotel.guest.writes({ subject: 'S', text: 'long ago' }, { at: '2026-11-20T10:00:00Z' });
    await luis.writes({ subject: 'S', text: 'yesterday' }, { at: '2026-11-21T20:00:00Z' });
    await hotel.guest.writes({ subject: 'S', text: 'today' }, { at: '2026-11-22T09:00:00Z' });
    await hotel.guest.writes({ subject: 'S', text: 'a little later' }, { at: '2026-11-22T09:01:00Z' });
    expect(words(await hotel.look()), 'one guest in order').to.deep.equal(['today', 'a little later', 'yesterday']);
  });

  it('answers nothing in a look back that the hotel has answered meanwhile', async () => {
    await hotel.close();
    hotel = await openHotel({ lookbackHours: 24 });
    const mail = await hotel.guest.writes({ subject: 'One', text: 'one' }, { at: '2026-11-22T08:00:00Z' });
    await hotel.google.staffReplies(mail, { text: 'Gladly, says Marta.' });
    await hotel.guest.writes({ subject: 'Two', text: 'two' }, { at: '2026-11-22T09:00:00Z' });
    const read = await hotel.look();
    expect(
      Object.fromEntries(read.map(({ parts, leaveTo }) => [words([{ parts } as never])[0], leaveTo])),
    ).to.deep.equal({
      one: { who: 'nobody', reason: 'answered' },
      two: undefined,
    });
  });

  it('keeps within the quota, and loses nothing', async () => {
    await hotel.close();
    hotel = await openHotel({ lookbackHours: 24, quota: { unitsPerMinute: 400 } });
    const all: string[] = [];
    for (let n = 0; n < 30; n += 1) {
      const text = `mail ${n}`;
      all.push(text);
      const guest = hotel.google.guest(`guest-${n}@example.org`);
      await guest.writes({ subject: 'S', text }, { at: `2026-11-22T09:${String(n).padStart(2, '0')}:00Z` });
    }
    const read: (string | null)[] = [];
    for (let minute = 0; minute < 20 && read.length < 30; minute += 1) {
      read.push(...words(await hotel.look()));
      // Any process may go on.
      await hotel.restart();
      await hotel.google.advance({ minutes: 1 });
    }
    expect(read.toSorted()).to.deep.equal(all.toSorted());
    expect(read[0]).to.equal('mail 29');
  });

  it('keeps what it has read when Google fails in the middle, and gives people what can never be read', async () => {
    await hotel.look();
    const mails: { id: string }[] = [];
    for (const text of ['one', 'two', 'three']) mails.push(await hotel.guest.writes({ subject: text, text }));
    const broken = new GoogleError(500, { reason: 'backendError', message: 'Internal error encountered.' });
    hotel.google.mishaps.always({ kind: 'error', error: broken }, ({ path }) => path.endsWith(mails[1]?.id ?? '?'));
    const read = [];
    for (let minutes = 0; minutes < 30; minutes += 5) {
      const polled = await hotel.state.channel.poll?.(hotel.state.cursor, signal, hotel.inbox);
      for (const message of polled?.messages ?? []) {
        hotel.stored.set(message.providerId, message);
        read.push(message);
      }
      hotel.state.cursor = polled?.cursor ?? null;
      await hotel.google.advance({ minutes: 5 });
    }
    expect(read.map(({ leaveTo, parts }) => leaveTo ?? words([{ parts } as never])[0])).to.deep.equal([
      'one',
      'three',
      { who: 'staff', reason: 'unreadable' },
    ]);
    await hotel.guest.writes({ subject: 'S', text: 'four' });
    expect(words(await hotel.look())).to.deep.equal(['four']);
  });

  describe('what staff write in Gmail', () => {
    it('to a guest of the bot is theirs', async () => {
      await hotel.look();
      const mail = await hotel.guest.writes({ subject: 'S', text: 'Is a room free?' });
      await hotel.look();
      await hotel.google.staffReplies(mail, { text: 'Gladly, says Marta.' });
      const [message] = await hotel.look();
      expect(message).to.deep.include({ from: 'staff', parts: [{ type: 'text', text: 'Gladly, says Marta.' }] });
      expect(message?.guest.key).to.equal('ana@example.org');
    });

    it('to others is none of its business', async () => {
      const mail = await hotel.guest.writes({ subject: 'S', text: 'before the bot' });
      await hotel.look();
      await hotel.google.staffReplies(mail, { text: 'Gladly.' });
      expect(await hotel.look()).to.deep.equal([]);
    });
  });

  it('does not take its own answers for those of staff', async () => {
    await hotel.look();
    await hotel.guest.writes({ subject: 'S', text: 'Hi' });
    const [message] = await hotel.look();
    if (message === undefined) throw new Error('There is no mail.');
    await hotel.state.channel.send?.(hotel.itemFor(message), signal);
    expect(await hotel.look()).to.deep.equal([]);
  });

  it('keeps what comes with a mail, and shows HTML as words', async () => {
    const files: string[] = [];
    await hotel.close();
    hotel = await openHotel({}, {
      media: {
        put: async (file: { mime: string; name?: string; bytes: Uint8Array }) => {
          files.push(`${file.name} ${file.mime} ${Buffer.from(file.bytes)}`);
          return { id: `${files.length}`, mime: file.mime, bytes: file.bytes.length, sha256: 'x' };
        },
        get: async () => null,
      },
    } as never);
    await hotel.look();
    await hotel.guest.writes({
      subject: 'My receipt',
      html: '<p>Here it is</p>',
      attachments: [
        { filename: 'receipt.pdf', content: Buffer.from('%PDF-1.7'), contentType: 'application/pdf' },
        { filename: 'me.png', content: Buffer.from('png'), contentType: 'image/png' },
      ],
    });
    const [message] = await hotel.look();
    expect(message?.parts.map(({ type }) => type)).to.deep.equal(['text', 'document', 'image']);
    expect(files).to.deep.equal(['receipt.pdf application/pdf %PDF-1.7', 'me.png image/png png']);
  });

  for (const [what, letter] of Object.entries({
    nothing: { text: '' },
    'a quote alone': { text: '\n\nOn Sun, 22 Nov 2026 at 11:00, Hotel <h@example.com> wrote:\n> 1. I have paid\n' },
    'a signature alone': { text: '-- \nAna' },
    'a quote alone, in HTML': { html: '<div><br></div><div class="gmail_quote">On … wrote:<br>1. I have paid</div>' },
  })) {
    it(`takes a file for all that is said where beside it stands ${what}`, async () => {
      await hotel.look();
      const receipt = { filename: 'receipt.png', content: Buffer.from('png'), contentType: 'image/png' };
      await hotel.guest.writes({ subject: 'Re: Your booking', ...letter, attachments: [receipt] });
      const [message] = await hotel.look();
      expect(message?.parts.map(({ type }) => type)).to.deep.equal(['image']);
    });
  }

  describe('when Google refuses', () => {
    it('says that the hotel is locked out once the consent is revoked', async () => {
      await hotel.look();
      hotel.google.revoke();
      await hotel.google.advance({ hours: 2 });
      expect(await rejection(hotel.look())).to.include({ code: 'ERR_CHANNEL_ACCOUNT' });
      const asked = hotel.google.calls.length;
      expect(await rejection(hotel.look())).to.include({ code: 'ERR_CHANNEL_ACCOUNT' });
      expect(hotel.google.calls.length, 'it does not ask again with the same grant').to.equal(asked);
    });

    it('takes a token anew that was withdrawn before its time', async () => {
      await hotel.look();
      await hotel.guest.writes({ subject: 'S', text: 'one' });
      hotel.google.mishaps.next(
        { kind: 'error', error: new GoogleError(401, { reason: 'authError', message: 'Invalid Credentials' }) },
        { when: ({ path }) => path.includes('/history') },
      );
      expect(words(await hotel.look())).to.deep.equal(['one']);
    });

    it('rests for as long as Google says', async () => {
      await hotel.look();
      const limit = new GoogleError(403, {
        reason: 'userRateLimitExceeded',
        domain: 'usageLimits',
        message: 'User-rate limit exceeded.  Retry after 2026-11-22T10:00:20.000Z',
      });
      hotel.google.mishaps.next({ kind: 'error', error: limit });
      expect(await rejection(hotel.look())).to.include({ code: 'ERR_HTTP_STATUS', retryAfterSeconds: 20 });
      const asked = hotel.google.calls.length;
      await rejection(hotel.look());
      expect(hotel.google.calls.length).to.equal(asked);
      await hotel.google.advance({ seconds: 21 });
      expect(await hotel.look()).to.deep.equal([]);
    });

    it('tells a missing right from a limit', async () => {
      await hotel.look();
      const scope = new GoogleError(403, { reason: 'insufficientPermissions', message: 'Insufficient Permission' });
      hotel.google.mishaps.next({ kind: 'error', error: scope });
      expect(await rejection(hotel.look())).to.include({ code: 'ERR_CHANNEL_ACCOUNT' });
    });
  });

  it('comes in by a service account as well', async () => {
    const { serviceAccount } = hotel.google;
    await hotel.close();
    hotel = await openHotel();
    const other = await openHotel({ oauth: undefined, serviceAccount });
    // The key belongs to the first Google; the second knows its own.
    const own = await openHotel({ oauth: undefined, serviceAccount: other.google.serviceAccount });
    expect(await rejection(own.look())).to.include({ code: 'ERR_CHANNEL_ACCOUNT' });
    await own.close();
    await other.close();
  });
});
