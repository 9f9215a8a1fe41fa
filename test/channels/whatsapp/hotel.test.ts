import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { GraphError, type Guest, inbound } from '../../fakes/whatsapp/index.ts';
import { endBotProcesses } from '../../support/bot-process.ts';
import { sql } from '../../support/delivery-rig.ts';
import { eventually } from '../../support/eventually.ts';
import { openWhatsAppHotel, type WhatsAppHotel } from '../../support/whatsapp-hotel.ts';

const GREETING = 'Hola, ¿en qué le ayudo?';
const WIFI = 'La red es Miramar';
const UNREADABLE = 'Eso no lo puedo leer';
const PLEASE_WRITE = '¿Me lo puede escribir?';
const HANDOFF = 'Le atiende una persona';
const STATUS_S = 4;

interface Call {
  method: string;
  path: string;
  body: unknown;
}
const isMessage = ({ method, path, body }: Call) =>
  method === 'POST' && path.endsWith('/messages') && (body as { status?: unknown } | null)?.status === undefined;

/** A transcriber that hears the same in every voice message. */
async function startTranscriber() {
  const heard: number[] = [];
  let isDeaf = false;
  let refusal: number | null = null;
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      heard.push(Buffer.concat(chunks).length);
      if (isDeaf) return;
      if (refusal !== null) return response.writeHead(refusal).end();
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ text: '¿Cuál es la clave del wifi?', language: 'spanish', duration: 2.5 }));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    heard,
    /** It hangs from now on, or hears again. */
    deafen(how: boolean) {
      isDeaf = how;
    },
    /** It refuses everything with this status from now on; null: no more. */
    fail(status: number | null) {
      refusal = status;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

describe('whatsapp: a hotel', function () {
  this.timeout(60_000);
  let transcriber: Awaited<ReturnType<typeof startTranscriber>>;
  let hotel: WhatsAppHotel;
  let guest: Guest;
  let ogg: Buffer;
  let count = 0;

  before(async () => {
    transcriber = await startTranscriber();
    ogg = await readFile('test/data/breakfast-es.ogg');
    hotel = await openWhatsAppHotel({
      options: { statusSeconds: STATUS_S, outsideWindow: { name: 'we_have_an_answer', languages: ['en_GB', 'es'] } },
      meta: { settings: { webhooks: { retryMs: 300 } } },
      sections: { ports: { notifier: { use: 'log' }, transcriber: { use: 'openai', url: transcriber.url } } },
    });
    hotel.meta.addTemplate({ name: 'we_have_an_answer', language: 'es', body: 'Tenemos una respuesta para usted.' });
  });
  after(async () => {
    await hotel?.close();
    await transcriber?.close();
    endBotProcesses();
  });
  beforeEach(() => {
    count += 1;
    guest = hotel.meta.guest(`+346100000${String(count).padStart(2, '0')}`);
    hotel.meta.mishaps.clear();
    transcriber.deafen(false);
    transcriber.heard.length = 0;
  });

  // Only the bot knows why it said nothing.
  afterEach(function () {
    if (this.currentTest?.state === 'failed') console.error(hotel.bot.out().slice(-4000), hotel.bot.err().slice(-4000));
  });

  const texts = () => guest.saw.map(({ text }) => text);
  const saw = (n: number) => {
    const look = () => eventually(`the guest sees ${n} messages`, () => guest.saw.length >= n);
    return look().catch(look);
  };
  const conversation = async () => {
    const key = guest.record.shown === 'phone' ? guest.record.waId : guest.record.bsuid;
    const [row] = await sql<{ id: string; owner: string; reason: string | null; closed: Date | null }>(
      hotel.database,
      `select c.id, c.owner, h.reason, c.window_closed_at as closed from conversation c
      left join handoff h on h.conversation_id = c.id and h.returned_at is null where c.guest->>'key' = $1`,
      key,
    );
    return row;
  };
  const outbox = async () =>
    sql<{ state: string; failure: string | null; pricing: unknown }>(
      hotel.database,
      'select state, failure, pricing from outbox where conversation_id = $1 order by seq',
      (await conversation())?.id,
    );

  describe('that hears voice messages', () => {
    it('answers them like text, and keeps them for staff', async () => {
      await guest.sendsMedia('voice', ogg, 'audio/ogg; codecs=opus');
      await saw(1);
      expect(texts()).to.deep.equal([WIFI]);
      expect(transcriber.heard).to.have.length(1);
    });

    it('asks the guest to write where nobody can hear it, and gives staff the recording', async () => {
      transcriber.fail(400);
      await guest.sendsMedia('voice', Buffer.concat([ogg, Buffer.from('noise')]), 'audio/ogg; codecs=opus');
      await saw(1);
      expect(texts()).to.deep.equal([PLEASE_WRITE]);
      const [file] = await sql<{ mime: string; bytes: number }>(
        hotel.database,
        `select m.mime, octet_length(m.data) as bytes from media m
        join inbox i on i.message::jsonb @> jsonb_build_object('parts', jsonb_build_array(
          jsonb_build_object('type', 'audio', 'media', jsonb_build_object('id', m.id))))
        where i.conversation_id = $1`,
        (await conversation())?.id,
      );
      expect(file).to.deep.equal({ mime: 'audio/ogg; codecs=opus', bytes: ogg.length + 5 });
      transcriber.fail(null);
      await guest.says('cuál es la clave del wifi');
      await saw(2);
      expect(texts()).to.deep.equal([PLEASE_WRITE, WIFI]);
    });

    it('hears the same recording once, and counts what it heard', async () => {
      await guest.sendsMedia('voice', ogg, 'audio/ogg; codecs=opus');
      await guest.sendsMedia('voice', ogg, 'audio/ogg; codecs=opus');
      await saw(2);
      expect(texts()).to.deep.equal([WIFI, WIFI]);
      expect(transcriber.heard.length, 'known already').to.equal(0);
      const metrics = await (await fetch(`http://127.0.0.1:${hotel.bot.port}/metrics`)).text();
      expect(metrics).to.match(/botones_transcribed_seconds_total\{[^}]*\} 2\.5/);
    });

    it('answers once where it dies while it listens', async () => {
      transcriber.deafen(true);
      // The transcript of the same sound is known by now: it listens to another.
      await guest.sendsMedia('voice', Buffer.concat([ogg, Buffer.from('another')]), 'audio/ogg; codecs=opus');
      await eventually('it listens', () => transcriber.heard.length > 0);
      await hotel.kill();
      transcriber.deafen(false);
      await hotel.restart();
      await saw(1);
      await guest.says('hola');
      await saw(2);
      expect(texts()).to.deep.equal([WIFI, GREETING]);
    });

    it('answers once where it dies between the send and its commit', async () => {
      hotel.meta.mishaps.next({ kind: 'hang', taken: true }, { when: isMessage });
      await guest.sendsMedia('voice', ogg, 'audio/ogg; codecs=opus');
      await saw(1);
      await hotel.kill();
      await hotel.restart();
      await guest.says('hola');
      await saw(2);
      await new Promise((done) => setTimeout(done, (STATUS_S + 1) * 1000));
      expect(texts()).to.deep.equal([WIFI, GREETING]);
    });
  });

  it('answers what it has taken in, though it dies the moment after', async () => {
    // Meta has its 200, and never tells it again.
    await guest.says('hola');
    await hotel.kill();
    await hotel.restart();
    await saw(1);
    expect(texts()).to.deep.equal([GREETING]);
  });

  it('shows that it has read', async () => {
    const id = await guest.says('hola');
    await saw(1);
    await eventually('it is marked as read', () => guest.marks.some(({ messageId }) => messageId === id));
  });

  it('notes what becomes of its messages, and their price', async () => {
    await guest.says('hola');
    await eventually('it was read', async () => (await outbox())[0]?.state === 'read');
    expect((await outbox())[0]?.pricing).to.include({ category: 'service', pricing_model: 'PMP' });
  });

  it('keeps silent once staff answer on their phone', async () => {
    await guest.says('hola');
    await saw(1);
    await guest.hearsFromStaff('Buenos días, soy Marta');
    await eventually('it steps back', async () => (await conversation())?.owner === 'staff');
    await guest.says('cuál es la clave del wifi');
    await eventually('the message is stored', async () => {
      const [row] = await sql<{ n: number }>(
        hotel.database,
        'select done_in::int as n from conversation where id = $1',
        (await conversation())?.id,
      );
      return (row?.n ?? 0) >= 4;
    });
    expect(texts()).to.deep.equal([GREETING, 'Buenos días, soy Marta']);
  });

  it('keeps the order where Meta asks for a pause for this guest', async () => {
    hotel.meta.mishaps.next({ kind: 'error', error: new GraphError(131056) }, { times: 1, when: isMessage });
    hotel.meta.mishaps.next({ kind: 'error', error: new GraphError(130429) }, { times: 1, when: isMessage });
    await guest.says('hola');
    await guest.says('cuál es la clave del wifi');
    await guest.says('buenos días');
    await saw(3);
    expect(texts()).to.deep.equal([GREETING, WIFI, GREETING]);
  });

  describe('that may not write freely any more', () => {
    it('sends its template where Meta refuses afterwards, and leaves the window closed', async () => {
      hotel.meta.failNext(131047);
      await guest.says('hola');
      await saw(1);
      expect(texts()).to.deep.equal(['Tenemos una respuesta para usted.']);
      const rows = await outbox();
      expect(rows[0]).to.include({ state: 'failed' });
      expect(rows[0]?.failure).to.contain('131047');
      expect((await conversation())?.closed).not.to.equal(null);
    });

    it('sends its template where Meta refuses at once', async () => {
      hotel.meta.mishaps.next({ kind: 'error', error: new GraphError(131047) }, { when: isMessage });
      await guest.says('hola');
      await saw(1);
      expect(texts()).to.deep.equal(['Tenemos una respuesta para usted.']);
    });

    it('sends its template to whoever wrote a day ago, by the clock of Meta', async () => {
      const old = Math.floor(Date.now() / 1000) - 25 * 3600;
      await guest.says('hola', { timestamp: String(old) });
      await saw(1);
      expect(texts()).to.deep.equal(['Tenemos una respuesta para usted.']);
    });
  });

  it('gives staff what did not arrive', async () => {
    hotel.meta.failNext(131026);
    await guest.says('hola');
    await eventually('staff have it', async () => (await conversation())?.owner === 'staff');
    expect((await conversation())?.reason).to.equal('delivery_failed');
    const trail = await sql<{ data: { kind: string } }>(
      hotel.database,
      `select data from audit_log where subject = $1 and event = 'delivery.failed'`,
      (await conversation())?.id,
    );
    expect(trail[0]?.data).to.include({ kind: 'recipient' });
  });

  it('says once that it cannot read something, to whoever has never written before', async () => {
    const { outsideWindow } = hotel.meta.settings;
    // As far as this guest is concerned, the window is open; the bot cannot know.
    hotel.meta.set({ outsideWindow: 'off' });
    await guest.sends(inbound.unsupported('poll_creation'));
    await saw(1);
    expect(texts()).to.deep.equal([UNREADABLE]);
    await guest.sends(inbound.unsupported('gif'));
    await guest.says('hola');
    await saw(2);
    hotel.meta.set({ outsideWindow });
    expect(texts().slice(1)).to.deep.equal([GREETING]);
    expect((await conversation())?.owner).to.equal('bot');
  });

  it('answers nothing to reactions, edits, withdrawals and kinds of messages to come', async () => {
    await guest.says('hola');
    await saw(1);
    const [first] = guest.saw;
    await guest.sends(inbound.reaction(first?.id ?? '', '👍'));
    await guest.sends(inbound.edit('wamid.x', { type: 'text', text: { body: 'hola' } }));
    await guest.sends(inbound.revoke('wamid.y'));
    await guest.sends(inbound.welcome());
    await guest.sends({ type: 'hologram', hologram: {} });
    await guest.says('cuál es la clave del wifi');
    await saw(2);
    expect(texts()).to.deep.equal([GREETING, WIFI]);
  });

  it('hands over with a word to the guest', async () => {
    await guest.says('quiero hablar con una persona');
    await saw(1);
    expect(texts()).to.deep.equal([HANDOFF]);
    expect((await conversation())?.reason).to.equal('guest_asked');
  });

  // The last: the number rests for a minute afterwards.
  describe('whose token is revoked', () => {
    it('stops sending and tells operators', async () => {
      hotel.meta.mishaps.always({ kind: 'error', error: new GraphError(190) }, isMessage);
      await guest.says('hola');
      await eventually('operators are told', () => hotel.bot.out().includes('190'));
      const before = hotel.meta.calls.filter(isMessage).length;
      for (const n of [1, 2, 3, 4]) await hotel.meta.guest(`+3462000000${n}`).says('hola');
      await new Promise((done) => setTimeout(done, 1_000));
      expect(hotel.meta.calls.filter(isMessage).length, 'one has tried for all').to.equal(before);
      const metrics = await (await fetch(`http://127.0.0.1:${hotel.bot.port}/metrics`)).text();
      expect(metrics).to.match(/botones_channel_locked_out\{[^}]*whatsapp[^}]*\} 1/);
    });
  });
});
