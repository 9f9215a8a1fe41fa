import { expect } from 'chai';
import { findForgotten, markNotified, readHandoffCall } from '../../../core/delivery/handoffs.ts';
import { replyAsStaff, returnToBot } from '../../../core/delivery/staff.ts';
import { readTranscript } from '../../../core/delivery/transcript.ts';
import type { Database } from '../../../core/store/database.ts';
import {
  drainOnce,
  echoWork,
  emptyTables,
  fakeDoor,
  hotel,
  idOf,
  openFrontDoor,
  readConversation,
  sql,
  turnSaying,
} from '../../support/delivery-rig.ts';
import { guestMessage } from '../../support/guest-message.ts';
import { aDatabase } from '../../support/postgres.ts';

const handoffId = '01890000-0000-7000-8000-000000000001';
const nobody = '00000000-0000-8000-a000-000000000000';

describe('staff', () => {
  const id = idOf('guest-1');
  let database: Database;
  let front: ReturnType<typeof openFrontDoor>;

  const say = (...texts: string[]) =>
    front.intake.accept(
      hotel.property,
      hotel.channel,
      texts.map((text) => guestMessage({ text })),
    );
  const hello = [{ payload: { text: 'Ana here' }, parts: [{ type: 'text', text: 'Ana here' } as const] }];
  const events = async () =>
    (await sql<{ event: string }>(database, 'select event from audit_log order by at, id')).map((row) => row.event);
  const callPerson = (reason = 'guest_asked') =>
    drainOnce(
      database,
      id,
      echoWork(null, {
        runTurn: async () =>
          turnSaying(['A person comes.'], { owner: 'staff', handoff: { id: handoffId, reason, language: 'es' } }),
      }),
    );

  before(async () => {
    database = await aDatabase();
    front = openFrontDoor(database);
  });
  beforeEach(async () => {
    await emptyTables(database);
    await say('Hola');
  });
  after(async () => {
    await front.close();
    await database.close();
  });

  describe('replyAsStaff', () => {
    it('takes the conversation over, says who wrote, and leaves a trail', async () => {
      await replyAsStaff(database, id, 'Ana', hello, true);
      expect((await readConversation(database, id)).owner).to.equal('staff');
      expect((await readTranscript(database, id, 1, 10))[0]).to.deep.include({ seq: 2, from: 'staff', author: 'Ana' });
      expect(await events()).to.deep.equal(['staff.replied']);
    });

    it('does not hide a message that still waits for the bot', async () => {
      await replyAsStaff(database, id, 'Ana', hello, true);
      const owners: string[] = [];
      await drainOnce(
        database,
        id,
        echoWork(null, {
          async runTurn(conversation) {
            owners.push(conversation.owner);
            return turnSaying([], { owner: 'staff' });
          },
        }),
      );
      expect(owners).to.deep.equal(['staff']);
      expect(await readConversation(database, id)).to.include({ doneIn: 1, dueAt: null });
    });

    it('only takes over when there is nothing to say', async () => {
      await drainOnce(database, id, echoWork(fakeDoor().door));
      await replyAsStaff(database, id, 'Ana', [], false);
      expect(await readConversation(database, id)).to.include({ owner: 'staff', lastOut: 2, sentOut: 2, dueAt: null });
    });

    it('refuses a conversation that does not exist', async () => {
      const error = await replyAsStaff(database, nobody, 'Ana', hello, true).catch((caught) => caught);
      expect(error).to.include({ code: 'ERR_NOT_FOUND' });
    });
  });

  describe('returnToBot', () => {
    it('closes the call and lets the bot answer the next message', async () => {
      await callPerson();
      await returnToBot(database, id);
      await say('Gracias');
      const { door, texts } = fakeDoor();
      await drainOnce(database, id, echoWork(door));
      expect(texts()).to.deep.equal(['re: Gracias']);
      const [handoff] = await sql<{ returned: boolean }>(
        database,
        'select returned_at is not null as returned from handoff',
      );
      expect(handoff).to.deep.equal({ returned: true });
      expect(await events()).to.include('handoff.returned');
    });

    it('allows another call afterwards, and only one at a time before', async () => {
      await callPerson();
      await say('Are you there?');
      const second = { id: '01890000-0000-7000-8000-000000000002', reason: 'low_confidence', language: 'es' };
      const calling = echoWork(null, { runTurn: async () => turnSaying([], { owner: 'staff', handoff: second }) });
      await drainOnce(database, id, calling);
      expect(await sql(database, 'select from handoff')).to.have.length(1);
      await returnToBot(database, id);
      await say('Help!');
      await drainOnce(database, id, calling);
      expect(await sql(database, 'select from handoff')).to.have.length(2);
    });

    it('refuses what staff do not own', async () => {
      const error = await returnToBot(database, id).catch((caught) => caught);
      expect(error).to.include({ code: 'ERR_NOT_FOUND' });
    });
  });

  describe('a handoff call', () => {
    it('carries what the bot drafted, which goes when the conversation is given back', async () => {
      const handoff = { id: handoffId, reason: 'partly_understood', language: 'es', draft: 'Hay piscina' };
      const runTurn = async () => turnSaying(['A person comes.'], { owner: 'staff', handoff });
      await drainOnce(database, id, echoWork(null, { runTurn }));
      expect(await readHandoffCall(database, handoffId)).to.include({ draft: 'Hay piscina' });
      await returnToBot(database, id);
      expect(await readHandoffCall(database, handoffId)).to.not.have.property('draft');
    });

    it('carries the last five messages, oldest first, until it is delivered', async () => {
      await say('dos', 'tres', 'cuatro', 'cinco', 'seis');
      await drainOnce(database, id, echoWork(null, { runTurn: async () => turnSaying([]) }));
      await say('Quiero hablar con alguien');
      await callPerson();
      const call = await readHandoffCall(database, handoffId);
      expect(call).to.include({
        id: handoffId,
        property: 'miramar',
        channel: 'webhook',
        reason: 'guest_asked',
        language: 'es',
      });
      expect(call?.at).to.match(/^\d{4}-\d\d-\d\dT.*Z$/);
      const words = call?.lastMessages.map(({ parts }) => parts.map((part) => 'text' in part && part.text).join());
      expect(words).to.deep.equal(['cuatro', 'cinco', 'seis', 'Quiero hablar con alguien', 'A person comes.']);
      await markNotified(database, handoffId);
      expect(await readHandoffCall(database, handoffId)).to.equal(null);
    });

    it('is found when it was forgotten for a minute, and not when staff made it themselves', async () => {
      await callPerson();
      expect(await findForgotten(database)).to.deep.equal([]);
      await sql(database, `update handoff set opened_at = now() - interval '61 seconds'`);
      expect(await findForgotten(database)).to.deep.equal([handoffId]);
      await sql(database, `update handoff set reason = 'staff_wrote'`);
      expect(await findForgotten(database)).to.deep.equal([]);
    });
  });
});
