import type { Part } from '@botones/contract';
import { expect } from 'chai';
import { keepMedia } from '../../../core/delivery/keep-media.ts';
import { createKeepMediaTask } from '../../../core/delivery/keep-media-task.ts';
import { readTranscript } from '../../../core/delivery/transcript.ts';
import type { Database } from '../../../core/store/database.ts';
import { openMediaStore } from '../../../core/store/media.ts';
import { openTranscriptions, pruneTranscriptions } from '../../../core/store/transcriptions.ts';
import { hotel, idOf, openFrontDoor, sql } from '../../support/delivery-rig.ts';
import { guestMessage } from '../../support/guest-message.ts';
import { aDatabase } from '../../support/postgres.ts';

const { signal } = new AbortController();
const parts: Part[] = [
  { type: 'text', text: 'El recibo' },
  { type: 'document', media: { id: 'platform-9', mime: 'application/pdf' }, name: 'recibo.pdf' },
];

describe('keepMedia', () => {
  let database: Database;
  let fetched = 0;
  const tools = () => ({
    database,
    media: openMediaStore(database, hotel.property, ''),
    async fetch() {
      fetched += 1;
      return { bytes: new Uint8Array([7, 8]), mime: 'application/pdf' };
    },
  });

  before(async () => {
    database = await aDatabase();
    const door = openFrontDoor(database);
    await door.intake.accept(hotel.property, hotel.channel, [guestMessage({ parts })]);
    await door.close();
  });
  after(() => database.close());

  it('brings the files of a message into our own store, once, and names them in the message', async () => {
    const task = createKeepMediaTask(database, tools);
    const payload = { conversationId: idOf('guest-1'), seq: 1 };
    await task(payload, signal);
    await task(payload, signal);
    expect(fetched).to.equal(1);
    const [entry] = await readTranscript(database, idOf('guest-1'), 0, 10);
    expect(entry?.parts[0]).to.deep.equal(parts[0]);
    const kept = entry?.parts[1] as Part & { type: 'document' };
    expect(kept).to.deep.include({ type: 'document', name: 'recibo.pdf' });
    expect((await tools().media.get(kept.media.id ?? ''))?.name).to.equal('recibo.pdf');
  });

  it('says so where a channel has no file to give', async () => {
    const [, document] = parts as [Part, Part & { type: 'document' }];
    const place = { conversationId: idOf('guest-1'), seq: 1, index: 1 };
    const error = await keepMedia({ ...tools(), fetch: null }, place, document, signal).catch((thrown) => thrown);
    expect(error).to.include({ code: 'ERR_NOT_FOUND' });
  });

  it('forgets a message that is gone', async () => {
    await createKeepMediaTask(database, tools)({ conversationId: idOf('nobody'), seq: 5 }, signal);
    expect(fetched).to.equal(1);
  });

  it('keeps what was heard by its recording, for the days of the property', async () => {
    const heard = { text: 'hola\0', language: 'es', seconds: 2 };
    const mine = openTranscriptions(database, hotel.property);
    await mine.keep('abc', heard);
    await mine.keep('abc', { ...heard, text: 'another' });
    expect((await mine.find('abc'))?.text).to.match(/^hola/);
    expect(await openTranscriptions(database, 'other').find('abc')).to.equal(null);
    await sql(database, `update transcription set made_at = now() - interval '31 days'`);
    await pruneTranscriptions(database, hotel.property, 30);
    expect(await mine.find('abc')).to.equal(null);
  });
});
