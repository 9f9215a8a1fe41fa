import { expect } from 'chai';
import { makeApi } from '../../../../../channels/web/widget/client/api.ts';
import { type Chat, type ChatState, makeChat } from '../../../../../channels/web/widget/client/chat.ts';
import { openMemory } from '../../../../../channels/web/widget/client/memory.ts';
import { startWebHost, type WebHost } from '../../../../support/web-host.ts';
import { makeStorage } from './fake-storage.ts';

describe('widget: chat', () => {
  let host: WebHost;
  let chats: Chat[] = [];
  /** `METHOD /path status` of every request. */
  let requests: string[] = [];

  before(async () => {
    host = await startWebHost({
      options: { limits: { readsPerSession: { points: 10_000 } } },
      answer: ({ parts: [part] }) => [
        { type: 'text', text: `You said: ${part?.type === 'text' ? part.text : part?.type}` },
      ],
    });
  });
  after(() => host.stop());
  beforeEach(() => {
    requests = [];
    host.messages.length = 0;
  });
  afterEach(() => {
    for (const chat of chats) chat.stop();
    chats = [];
  });

  /** A tab of the browser that has `storage`, at `time` by the guest's clock. */
  function openTab(storage = makeStorage(), time = '2026-06-01T12:00:00Z'): Chat {
    const recorded: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      requests.push(`${init?.method ?? 'GET'} ${new URL(String(input)).pathname} ${response.status}`);
      return response;
    };
    const chat = makeChat(makeApi(host.url, undefined, recorded), openMemory('chat', storage), 'en', () => time);
    chats.push(chat);
    chat.start();
    return chat;
  }

  const until = (chat: Chat, holds: (state: ChatState) => boolean) =>
    new Promise<ChatState>((resolve) => {
      let stop = () => {};
      const check = () => {
        if (!holds(chat.state)) return;
        stop();
        resolve(chat.state);
      };
      stop = chat.subscribe(check);
      check();
    });

  const textsOf = ({ entries }: ChatState) =>
    entries.flatMap(({ parts }) => parts.map((part) => 'text' in part && part.text));

  it('asks the server for nothing until the guest writes', () => {
    const chat = openTab();
    expect(chat.state).to.include({ connection: 'idle', restored: true });
    expect(requests).to.deep.equal([]);
  });

  it('sends what the guest says and brings in the answer', async () => {
    const chat = openTab();
    chat.say('hello');
    expect(chat.state.drafts).to.have.length(1);
    const state = await until(chat, ({ entries }) => entries.length === 2);
    expect(textsOf(state)).to.deep.equal(['hello', 'You said: hello']);
    expect(state.drafts).to.deep.equal([]);
    expect(state.connection).to.equal('online');
    expect(host.messages[0]?.guest.locale).to.equal('en');
  });

  it('keeps the order of messages that are typed faster than they are sent', async () => {
    const chat = openTab();
    const said = ['one', 'two', 'three', 'four'];
    for (const text of said) chat.say(text);
    await until(chat, ({ entries }) => entries.length === 8);
    const guests = chat.state.entries.filter(({ from }) => from === 'guest');
    expect(textsOf({ ...chat.state, entries: guests })).to.deep.equal(said);
    expect(requests.filter((request) => request.includes('/sessions'))).to.have.length(1);
  });

  it('restores the conversation after a reload', async () => {
    const storage = makeStorage();
    const before = openTab(storage);
    before.say('hello');
    await until(before, ({ entries }) => entries.length === 2);
    before.speak('es');
    before.look();
    before.stop();

    const after = openTab(storage);
    expect(after.state).to.include({ restored: false, language: 'es', seen: before.state.entries.at(-1)?.seq });
    await until(after, ({ restored }) => restored);
    expect(after.state.entries).to.deep.equal(before.state.entries);
    expect(host.messages).to.have.length(1);
  });

  it('shows the same in two tabs of one browser', async () => {
    const storage = makeStorage();
    const [one, other] = [openTab(storage), openTab(storage)];
    one.say('from one');
    await until(one, ({ entries }) => entries.length === 2);
    other.recall();
    other.say('from the other');
    await Promise.all([one, other].map((chat) => until(chat, ({ entries }) => entries.length === 4)));
    expect(one.state.entries).to.deep.equal(other.state.entries);
    expect(new Set(host.messages.map(({ guest }) => guest.key)).size).to.equal(1);
  });

  it('is one guest when two tabs write first at the same time', async () => {
    const storage = makeStorage();
    const [one, other] = [openTab(storage), openTab(storage)];
    one.say('from one');
    other.say('from the other');
    await Promise.all([one, other].map((chat) => until(chat, ({ entries }) => entries.length === 4)));
    expect(new Set(host.messages.map(({ guest }) => guest.key)).size).to.equal(1);
    expect(host.messages).to.have.length(2);
  });

  it('keeps what is written while the server is away, and loses and doubles nothing', async () => {
    const chat = openTab();
    chat.say('before');
    await until(chat, ({ entries }) => entries.length === 2);
    await host.restart(async () => {
      chat.say('meanwhile');
      await until(chat, ({ connection }) => connection === 'lost');
    });
    const state = await until(chat, ({ entries }) => entries.length === 4);
    expect(textsOf(state)).to.deep.equal(['before', 'You said: before', 'meanwhile', 'You said: meanwhile']);
    expect(state.connection).to.equal('online');
  });

  it('sends after a reload what could not be sent before', async () => {
    const storage = makeStorage();
    const before = openTab(storage);
    await host.restart(async () => {
      before.say('written offline');
      await until(before, ({ connection }) => connection === 'lost');
      before.stop();
    });
    const after = openTab(storage);
    expect(after.state.drafts).to.have.length(1);
    await until(after, ({ entries }) => entries.length === 2);
    expect(host.messages).to.have.length(1);
  });

  it('marks what the server refuses, and tries again when told to', async () => {
    const chat = openTab();
    chat.say('x'.repeat(5000));
    const { drafts } = await until(chat, (state) => state.drafts[0]?.failed === true);
    chat.retry(drafts[0]?.id ?? '');
    expect(chat.state.drafts[0]).not.to.have.property('failed');
    await until(chat, (state) => state.drafts[0]?.failed === true);
    chat.say('shorter');
    await until(chat, ({ entries }) => entries.length === 2);
  });

  it('begins a new conversation when its token is worth nothing any more', async () => {
    const storage = makeStorage();
    openMemory('chat', storage).update(() => ({
      session: { token: 'a.b', session: 's', renewAt: '2027-01-01T00:00:00Z' },
    }));
    const chat = openTab(storage);
    chat.say('hello');
    await until(chat, ({ entries }) => entries.length === 2);
    expect(requests).to.include('POST /web/messages 401');
    expect(openMemory('chat', storage).read().session?.session).not.to.equal('s');
  });

  it('renews its token in time and stays the same guest', async () => {
    const storage = makeStorage();
    const first = openTab(storage);
    first.say('hello');
    await until(first, ({ entries }) => entries.length === 2);
    const before = openMemory('chat', storage).read().session;
    first.stop();
    requests = [];

    const later = openTab(storage, '2100-01-01T00:00:00Z');
    later.say('again');
    await until(later, ({ entries }) => entries.length === 4);
    expect(requests).to.include('POST /web/sessions 201');
    expect(openMemory('chat', storage).read().session?.session).to.equal(before?.session);
  });

  it('forgets with the browser: a cleared store begins anew', async () => {
    const storage = makeStorage();
    const chat = openTab(storage);
    chat.say('hello');
    await until(chat, ({ entries }) => entries.length === 2);
    storage.clear();
    chat.recall();
    expect(chat.state).to.deep.include({ entries: [], connection: 'idle', restored: true });
  });

  it('looks in now and then while its tab is hidden, instead of holding a connection', async () => {
    const chat = openTab();
    chat.say('hello');
    await until(chat, ({ entries }) => entries.length === 2);
    requests = [];
    const { account, guest } = host.messages[0] ?? {};
    host.transcript.say(account ?? '', guest?.key ?? '', [{ type: 'text', text: 'psst' }], 'Lucía');
    chat.wake(true);
    await until(chat, ({ entries }) => entries.length === 3);
    chat.wake(false);
    host.transcript.say(account ?? '', guest?.key ?? '', [{ type: 'text', text: 'back?' }], 'Lucía');
    await until(chat, ({ entries }) => entries.length === 4);
  });
});
