import { auth, gmail, type gmail_v1 } from '@googleapis/gmail';
import { expect } from 'chai';
import { createEmulator, type Emulator } from 'emulate';
import { type FakeGmail, startFakeGmail } from '../index.ts';
import { clientFor, raw } from './rig.ts';

/** The same walk through two stand-ins that know nothing of each other must tell the same story. */
describe('the fake Gmail beside an emulator of others', () => {
  let google: FakeGmail;
  let other: Emulator;

  before(async () => {
    google = await startFakeGmail();
    other = await createEmulator({
      service: 'google',
      port: 0,
      seed: { google: { users: [{ email: 'hotel@example.com', name: 'Hotel' }] } },
    });
  });
  after(async () => {
    await google.close();
    await other.close();
  });

  function otherClient(): gmail_v1.Gmail {
    const owner = new auth.OAuth2();
    owner.setCredentials({ access_token: 'any', expiry_date: Number.MAX_SAFE_INTEGER });
    return gmail({ version: 'v1', auth: owner, rootUrl: `${other.url}/`, retry: false });
  }

  async function walk(client: gmail_v1.Gmail) {
    const me = { userId: 'me' } as const;
    const story: Record<string, unknown> = {};
    const statusOf = (work: Promise<{ status: number }>) =>
      work.then(
        ({ status }) => status,
        (error) => error.status,
      );
    const first = [
      'From: hotel@example.com',
      'To: ana@example.org',
      'Subject: Room',
      'Message-ID: <r1@example.com>',
      '',
      'Hello Ana',
    ];
    const sent = (await client.users.messages.send({ ...me, requestBody: { raw: raw(first) } })).data;
    story.labels = sent.labelIds?.includes('SENT');
    story.threadOfFirst = sent.threadId !== undefined;
    const answer = [
      ...['From: hotel@example.com', 'To: ana@example.org', 'Subject: Re: Room', 'Message-ID: <r2@example.com>'],
      ...['In-Reply-To: <r1@example.com>', 'References: <r1@example.com>', 'Content-Type: text/plain', '', 'Again'],
    ];
    const requestBody = { raw: raw(answer), ...(sent.threadId && { threadId: sent.threadId }) };
    const second = (await client.users.messages.send({ ...me, requestBody })).data;
    story.joined = second.threadId === sent.threadId;
    const id = second.id ?? '';
    const { data: full } = await client.users.messages.get({ ...me, id });
    const header = (name: string) => full.payload?.headers?.find((one) => one.name?.toLowerCase() === name)?.value;
    story.heads = [header('subject'), header('in-reply-to'), header('to')];
    story.keys = [
      'id',
      'threadId',
      'labelIds',
      'snippet',
      'historyId',
      'internalDate',
      'sizeEstimate',
      'payload',
    ].filter((key) => key in full);
    story.type = full.payload?.mimeType;
    story.words = Buffer.from(full.payload?.body?.data ?? '', 'base64url')
      .toString()
      .trim();
    story.found = (await client.users.messages.list({ ...me, q: 'subject:Room' })).data.messages?.map(
      (one) => one.id === id,
    );
    const thread = await client.users.threads.get({ ...me, id: sent.threadId ?? '' });
    story.thread = thread.data.messages?.length;
    const label = (await client.users.labels.create({ ...me, requestBody: { name: 'Bot/Handled' } })).data;
    story.label = [label.name, label.type];
    story.labelAgain = await statusOf(client.users.labels.create({ ...me, requestBody: { name: 'Bot/Handled' } }));
    const change = { addLabelIds: [label.id ?? '', 'UNREAD'], removeLabelIds: [] };
    const modified = (await client.users.messages.modify({ ...me, id, requestBody: change })).data;
    story.modified = [modified.labelIds?.includes(label.id ?? ''), modified.labelIds?.includes('UNREAD')];
    const history = await client.users.history.list({
      ...me,
      startHistoryId: full.historyId ?? '',
      historyTypes: ['labelAdded'],
    });
    story.history = history.data.history
      ?.flatMap(({ labelsAdded }) => labelsAdded ?? [])
      .some((one) => one.message?.id === id);
    story.moved = BigInt(history.data.historyId ?? '0') > BigInt(full.historyId ?? '0');
    story.missing = await statusOf(client.users.messages.get({ ...me, id: 'ffffffffffffffff' }));
    story.recipients = await statusOf(client.users.messages.send({ ...me, requestBody: {} }));
    const watch = await client.users.watch({ ...me, requestBody: { topicName: google.topic, labelIds: ['INBOX'] } });
    story.watch = Object.keys(watch.data).sort();
    return story;
  }

  it('tells the same of sends, threads, searches, labels and history', async () => {
    const [ours, theirs] = [await walk(clientFor(google)), await walk(otherClient())];
    // Where the emulator is known to differ from Google, the fake goes with Google.
    expect(ours.labelAgain).to.equal(409);
    expect({ ...ours, labelAgain: 0 }).to.deep.equal({ ...theirs, labelAgain: 0 });
  });
});
