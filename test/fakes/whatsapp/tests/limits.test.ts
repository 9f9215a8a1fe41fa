import { expect } from 'chai';
import { ana, openRig, type Rig, text } from './rig.ts';

describe('the fake of WhatsApp, limits', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await openRig();
    await rig.meta.guest(ana).says('Hola');
  });
  afterEach(() => rig.close());

  async function until(code: number): Promise<number> {
    for (let count = 0; ; count += 1) {
      if ((await rig.codeOf(text(`${count}`))) === code) return count;
      if (count > 500) throw new Error(`${code} never came.`);
    }
  }

  it('takes 45 messages to a guest, then one every 6 seconds', async () => {
    expect(await until(131056)).to.equal(45);
    await rig.meta.advance({ seconds: 5 });
    expect(await rig.codeOf(text('early'))).to.equal(131056);
    await rig.meta.advance({ seconds: 1 });
    expect(await rig.codeOf(text('due'))).to.equal(null);
    expect(await rig.codeOf(text('again'))).to.equal(131056);
  });

  it('takes 80 messages a second of a number, in and out', async () => {
    rig.meta.set({ limits: { pairBurst: 1000 } });
    expect(await until(130429)).to.equal(79);
    await rig.meta.advance({ milliseconds: 500 });
    expect(await until(130429)).to.equal(40);
  });

  it('fails free text outside 24 hours later, or refuses it at once', async () => {
    const codeOfFailure = async () => {
      const { status, body } = await rig.send(text('late'));
      await rig.meta.idle();
      const failed = rig.hotel.all('statuses').at(-1) as {
        status: string;
        errors: { code: number }[];
        recipient_user_id?: string;
      };
      return [status, body.error?.code ?? failed.errors[0]?.code, failed.status, failed.recipient_user_id];
    };
    await rig.meta.advance({ hours: 23, minutes: 59, seconds: 59 });
    expect(await rig.codeOf(text('just in time'))).to.equal(null);
    await rig.meta.advance({ seconds: 1 });
    expect(await codeOfFailure()).to.deep.equal([200, 131047, 'failed', undefined]);
    rig.meta.set({ outsideWindow: 'at-once' });
    expect((await codeOfFailure()).slice(0, 2)).to.deep.equal([400, 131047]);
    expect(rig.meta.guest(ana).saw.map((seen) => seen.text)).to.deep.equal(['just in time']);
  });

  it('opens the window by messages, not by reactions, and longer after an ad', async () => {
    const guest = rig.meta.guest('15550004444');
    await guest.sends({ type: 'reaction', reaction: { message_id: 'wamid.x', emoji: '👍' } });
    rig.meta.set({ outsideWindow: 'at-once' });
    const body = { to: '+15550004444', ...text('x') };
    expect(await rig.codeOf(body)).to.equal(131047);
    await guest.says('From an ad', { referral: { source_type: 'ad' } });
    await rig.meta.advance({ hours: 71 });
    expect(await rig.codeOf(body)).to.equal(null);
  });

  it('sends templates at any time, and free text to nobody who is not there', async () => {
    rig.meta.addTemplate({ name: 'hello', language: 'es', body: 'Hola' });
    await rig.meta.advance({ hours: 48 });
    const template = { type: 'template', template: { name: 'hello', language: { code: 'es' } } };
    expect(await rig.codeOf(template)).to.equal(null);
    expect(await rig.codeOf({ to: '+15559999999', ...text('x') })).to.equal(null);
    await rig.meta.idle();
    const failed = rig.hotel.all('statuses').at(-1) as { errors: { code: number }[] };
    expect(failed.errors[0]?.code).to.equal(131026);
  });
});
