import { reply, type Turn } from '@botones/contract';
import { expect } from 'chai';
import { Findings } from '../../../core/config/findings.ts';
import { parseBot } from '../../../core/config/rasa/parse-bot.ts';
import { compileHotel } from '../../../core/dialogue/hotel/compile-hotel.ts';
import { converse, makeBooking } from '../../support/turn-rig.ts';
import { withFolder } from '../config/fixture.ts';

const minutes = (count: number) => ({ minutes: count });

/** A hotel whose guests can be left waiting, and what its handler saw of the slots. */
function hotel(domain = '') {
  const seen: Turn['slots'][] = [];
  let now = Temporal.Instant.from('2031-05-04T10:00:00Z');
  const { runtime } = makeBooking((turn) => {
    seen.push(turn.slots);
    return { ...reply('which', { who: 'Ana' }), slots: { room: 'sea' } };
  });
  const dialogue = withFolder({ 'domain.yml': domain }, (folder) => {
    return parseBot([`${folder}/domain.yml`], { env: {}, language: 'es' }).bot.dialogue;
  });
  const bot = { ...runtime.config.bot, dialogue };
  const config = { ...runtime.config, bot };
  const engine = compileHotel(bot, config.handlers, new Findings());
  const say = converse({ ...runtime, config, engine, now: () => now });
  return {
    seen,
    async write(wait: { minutes: number }, text = 'Reservar') {
      now = now.add(wait);
      const { events } = await say(text);
      return (events as { type: string }[]).some(({ type }) => type === 'session_started');
    },
  };
}

describe('a session of the live bot', () => {
  it('begins with the first message, and goes on while the guest writes', async () => {
    const { write } = hotel();
    expect(await write(minutes(0))).to.equal(true);
    expect(await write(minutes(60))).to.equal(false);
    expect(await write(minutes(59))).to.equal(false);
  });

  it('ends after an hour of silence, and what is known goes into the next', async () => {
    const { write, seen } = hotel();
    await write(minutes(0));
    expect(await write(minutes(61))).to.equal(true);
    expect(seen).to.deep.equal([{}, { room: 'sea' }]);
  });

  it('lasts as long, and forgets as much, as the domain says', async () => {
    const session = '{session_expiration_time: 5, carry_over_slots_to_new_session: false}';
    const { write, seen } = hotel(`session_config: ${session}\n`);
    await write(minutes(0));
    expect(await write(minutes(4))).to.equal(false);
    expect(await write(minutes(6))).to.equal(true);
    expect(seen).to.deep.equal([{}, { room: 'sea' }, {}]);
  });

  it('never ends where the domain says 0', async () => {
    const { write } = hotel('session_config: {session_expiration_time: 0}\n');
    await write(minutes(0));
    expect(await write(minutes(600_000))).to.equal(false);
  });
});
