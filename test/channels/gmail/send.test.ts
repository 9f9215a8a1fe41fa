import type { Message } from '@botones/contract';
import { expect } from 'chai';
import PostalMime from 'postal-mime';
import { GoogleError } from '../../fakes/gmail/google-error.ts';
import { rejection } from '../../support/rejection.ts';
import { type Hotel, openHotel, signal } from './hotel.ts';

describe('gmail: send', () => {
  let hotel: Hotel;
  let message: Message;

  const write = async (letter: object = {}) => {
    await hotel.guest.writes({ subject: 'Room for two', text: 'Is a room free?', ...letter });
    const [one] = await hotel.look();
    if (one === undefined) throw new Error('There is no mail.');
    return one;
  };
  const send = (change: object = {}) => hotel.state.channel.send?.(hotel.itemFor(message, change), signal);
  const last = () => {
    const mail = hotel.guest.inbox.at(-1);
    if (mail === undefined) throw new Error('The guest has no mail.');
    return mail;
  };
  const labelsOf = (id: string) => {
    const stored = hotel.google.mailbox.get(id);
    return [...(stored?.labels ?? [])].map((label) => hotel.google.mailbox.labels.get(label).name);
  };

  beforeEach(async () => {
    hotel = await openHotel();
    await hotel.look();
    message = await write();
  });
  afterEach(() => hotel.close());

  it('answers in the thread, as an independent reader sees it', async () => {
    const sent = await send();
    expect(sent?.status).to.equal('accepted');
    const mail = await PostalMime.parse(last().raw);
    expect(mail).to.include({ subject: 'Re: Room for two', text: 'Gladly.\n', inReplyTo: mail.references });
    expect(mail.from).to.deep.include({ address: 'hotel@example.com' });
    expect(mail.to).to.deep.equal([{ address: 'ana@example.org', name: 'Ana' }]);
    const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value;
    expect(header('auto-submitted')).to.equal('auto-replied');
    expect(header('x-auto-response-suppress')).to.equal('All');
    const stored = sent?.status === 'accepted' ? hotel.google.mailbox.get(sent.providerId) : undefined;
    expect(stored?.threadId).to.equal((message.raw as { threadId: string }).threadId);
  });

  it('keeps all references of a long thread', async () => {
    await send();
    await hotel.guest.replies({ text: 'And breakfast?' });
    const [second] = await hotel.look();
    if (second === undefined) throw new Error('There is no mail.');
    await hotel.state.channel.send?.(hotel.itemFor(second, { id: 'second:4' }), signal);
    const ids =
      last()
        .header('references')
        ?.match(/<[^>]+>/g) ?? [];
    expect(ids).to.have.length(3);
    expect(last().subject).to.equal('Re: Room for two');
  });

  it('goes where the guest wants answers', async () => {
    const luis = hotel.google.guest('Luis <luis@example.net>');
    message = await write({ replyTo: 'luis@example.net' });
    await send({ id: 'x:9' });
    expect(luis.inbox).to.have.length(1);
    expect(message.guest.key, 'who wrote stays who wrote').to.equal('ana@example.org');
  });

  it('shows staff what became of a mail', async () => {
    await send();
    expect(labelsOf(message.providerId)).to.include('Bot/Handled').and.not.include('UNREAD');
    message = await write();
    await send({ id: 'x:9', payload: { text: 'A colleague will answer.', html: '<p>…</p>', handoff: true } });
    expect(labelsOf(message.providerId)).to.include('Bot/Human').and.include('UNREAD');
  });

  it('uses a label that is there already', async () => {
    await send();
    await hotel.restart();
    message = await write();
    await send({ id: 'x:9' });
    const names = hotel.google.mailbox.labels.list().map(({ name }) => name);
    expect(names.filter((name) => name === 'Bot/Handled')).to.have.length(1);
    expect(hotel.lines).to.deep.equal([]);
  });

  it('stays answered when its label cannot be set', async () => {
    hotel.google.mishaps.next({ kind: 'page', status: 503 }, { when: ({ path }) => path.includes('/labels') });
    expect((await send())?.status).to.equal('accepted');
    expect(hotel.lines).to.deep.equal(['A label could not be set in Gmail']);
  });

  for (const [what, letter] of Object.entries({
    subject: { subject: 'Hi\r\nBcc: victim@example.com\r\n\r\nbody' },
    address: { replyTo: '"Ana\r\nBcc: victim@example.com" <ana@example.org>' },
    'encoded words': { subject: '=?utf-8?B?SGkNCkJjYzogdmljdGltQGV4YW1wbGUuY29t?=' },
  })) {
    it(`lets nobody write headers by the ${what}`, async () => {
      message = await write(letter);
      await send({ id: 'x:9', guest: { ...message.guest, name: 'Ana\r\nBcc: victim@example.com' } });
      const mail = await PostalMime.parse(last().raw);
      expect(mail.headers.map(({ key }) => key)).to.not.include('bcc');
      expect(mail.to).to.have.length(1);
    });
  }

  it('is found by its own id after a send that nobody answered', async () => {
    hotel.google.mishaps.next({ kind: 'hang', taken: true }, { when: ({ path }) => path.endsWith('/send') });
    const item = hotel.itemFor(message);
    const leaving = AbortSignal.timeout(300);
    expect(await rejection(hotel.state.channel.send?.(item, leaving) as Promise<unknown>)).to.be.instanceOf(Error);
    expect(await hotel.state.channel.lookup?.(item, signal)).to.include({ status: 'sent' });
    expect(hotel.guest.inbox).to.have.length(1);
    expect(labelsOf(message.providerId)).to.include('Bot/Handled');
  });

  it('is found also where Gmail writes a Message-ID of its own, and by another address of the hotel', async () => {
    await hotel.close();
    hotel = await openHotel({ from: { address: 'reservas@other.example' } });
    hotel.google.addAlias('reservas@other.example');
    await hotel.look();
    for (const messageIds of ['keep', 'replace'] as const) {
      hotel.google.set({ messageIds });
      message = await write();
      const item = hotel.itemFor(message, { id: `c:${messageIds}` });
      expect(await hotel.state.channel.lookup?.(item, signal), messageIds).to.deep.equal({ status: 'not-sent' });
      expect(await hotel.state.channel.send?.(item, signal)).to.include({ status: 'accepted' });
      expect(last().from).to.equal('reservas@other.example');
      expect(await hotel.state.channel.lookup?.(item, signal), messageIds).to.include({ status: 'sent' });
    }
  });

  it('waits for its turn where the quota is spent, and nobody goes before those who came first', async () => {
    const items = Array.from({ length: 20 }, (_, n) => hotel.itemFor(message, { id: `c:${n}` }));
    const sent: (string | number)[] = [];
    for (const item of items) {
      const result = await hotel.state.channel.send?.(item, signal);
      sent.push(result?.status === 'retry' ? result.seconds : (result?.status ?? ''));
    }
    const waits = sent.filter((one): one is number => typeof one === 'number');
    expect(sent.slice(0, 20 - waits.length).every((one) => one === 'accepted')).to.equal(true);
    expect(waits.length).to.be.within(10, 18);
    expect(waits).to.deep.equal(waits.toSorted((a, b) => a - b));
    await hotel.google.advance({ seconds: Math.ceil(waits.at(-1) ?? 0) });
    for (const item of items.slice(-waits.length))
      expect(await hotel.state.channel.send?.(item, signal)).to.include({ status: 'accepted' });
    expect(hotel.google.calls.filter(({ status }) => status === 403)).to.deep.equal([]);
  });

  it('reads on when the day’s number of mails is used up', async () => {
    hotel.google.set({ sendsPerDay: 0 });
    expect(await send()).to.include({ status: 'retry', seconds: 3600 });
    expect(await write({ subject: 'Another' })).to.include({ subject: 'Another' });
  });

  it('is not found when it did not go out', async () => {
    hotel.google.mishaps.next({ kind: 'reset', taken: false }, { when: ({ path }) => path.endsWith('/send') });
    const item = hotel.itemFor(message);
    await rejection(hotel.state.channel.send?.(item, signal) as Promise<unknown>);
    expect(await hotel.state.channel.lookup?.(item, signal)).to.deep.equal({ status: 'not-sent' });
  });

  const refusals: [string, GoogleError, object][] = [
    [
      'a limit',
      new GoogleError(429, { reason: 'rateLimitExceeded', message: 'Retry after 2026-11-22T10:00:40.000Z' }),
      { status: 'retry', seconds: 40, reason: 'rateLimitExceeded' },
    ],
    [
      'a missing right',
      new GoogleError(403, { reason: 'insufficientPermissions', message: 'no' }),
      { status: 'failed', failure: 'account', reason: 'insufficientPermissions' },
    ],
    [
      'a mail that Google does not take',
      new GoogleError(400, { reason: 'invalidArgument', message: 'Recipient address required' }),
      { status: 'failed', failure: 'content', reason: 'invalidArgument' },
    ],
  ];
  for (const [what, error, expected] of refusals) {
    it(`understands ${what}`, async () => {
      hotel.google.mishaps.next({ kind: 'error', error }, { when: ({ path }) => path.endsWith('/send') });
      expect(await send()).to.deep.equal(expected);
    });
  }

  it('does not know the fate of a send that broke at Google', async () => {
    const error = new GoogleError(503, { reason: 'backendError', message: 'Backend Error' });
    hotel.google.mishaps.next({ kind: 'error', error }, { when: ({ path }) => path.endsWith('/send') });
    expect(await rejection(send() as Promise<unknown>)).to.include({ trouble: 'server' });
  });

  it('answers the last mail of a guest when staff write of their own accord', async () => {
    const { inReplyTo: _, ...item } = hotel.itemFor(message);
    expect((await hotel.state.channel.send?.(item, signal))?.status).to.equal('accepted');
    expect(last().subject).to.equal('Re: Room for two');
  });

  it('lets a sender wait for the second answer of a minute', async () => {
    await hotel.close();
    const counted: string[] = [];
    hotel = await openHotel({}, { tally: async (key: string) => counted.push(key) * 42 });
    await hotel.look();
    message = await write();
    expect(await send()).to.deep.equal({ status: 'retry', seconds: 42, reason: 'sender pause' });
    expect(counted).to.deep.equal(['pause:ana@example.org']);
  });
});
