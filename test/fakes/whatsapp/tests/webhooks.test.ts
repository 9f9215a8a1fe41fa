import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { type Forgery, inbound } from '../index.ts';
import { encode, forge, signatureOf } from '../webhooks/encode.ts';
import { ana, openRig, type Rig, text } from './rig.ts';
import { changesOf } from './webhook.ts';

describe('the fake of WhatsApp, webhooks', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await openRig();
  });
  afterEach(() => rig.close());
  const statuses = () => rig.hotel.all('statuses').map(({ status }) => status);
  const opened = () => rig.meta.guest({ phone: ana, name: 'Ana' }).says('Hola');

  it('signs the vectors of the page', () => {
    const vectors: [string, string][] = [
      [
        '{"object":"whatsapp_business_account","entry":[]}',
        'dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756',
      ],
      [
        '{"object": "whatsapp_business_account", "entry": []}',
        '56cbbaf4961c6cfdae48b7f116c047e5eb513d2c931baae63a2bc1afd26f803a',
      ],
    ];
    for (const [body, digest] of vectors) {
      expect(signatureOf(Buffer.from(body), 'test_app_secret')).to.equal(`sha256=${digest}`);
    }
  });

  it('writes what is not ASCII in both forms, and signs the bytes', async () => {
    for (const form of ['unicode', 'utf8'] as const) {
      rig.meta.set({ webhooks: { escape: form } });
      await rig.meta.guest(ana).says('¿Qué tal? 🛎');
      const { raw, signature, value } = rig.hotel.bodies.at(-1) ?? expect.fail();
      expect(raw.toString().includes('\\u00e9')).to.equal(form === 'unicode');
      expect(signature).to.equal(`sha256=${createHmac('sha256', 'test_app_secret').update(raw).digest('hex')}`);
      expect(JSON.stringify(value)).to.include('¿Qué tal? 🛎');
    }
    expect(encode({ a: '🛎/é' }, 'unicode').toString()).to.equal('{"a":"\\ud83d\\udece\\/\\u00e9"}');
  });

  it('has the envelope of the page', async () => {
    const guest = rig.meta.guest({ phone: ana, name: 'Ana', username: 'ana.t', parentBsuid: 'US.ENT.77' });
    const id = await guest.says('Hi');
    expect(rig.hotel.bodies[0]?.value).to.deep.equal({
      object: 'whatsapp_business_account',
      entry: [
        {
          id: '900000000000001',
          changes: [
            {
              field: 'messages',
              value: {
                messaging_product: 'whatsapp',
                metadata: { display_phone_number: '15550001111', phone_number_id: '2001' },
                contacts: [
                  {
                    profile: { name: 'Ana', username: 'ana.t' },
                    wa_id: ana,
                    user_id: guest.record.bsuid,
                    parent_user_id: 'US.ENT.77',
                  },
                ],
                messages: [
                  {
                    from: ana,
                    from_user_id: guest.record.bsuid,
                    from_parent_user_id: 'US.ENT.77',
                    id,
                    timestamp: '1795341600',
                    type: 'text',
                    text: { body: 'Hi' },
                  },
                ],
              },
            },
          ],
        },
      ],
    });
  });

  it('shows a guest in every way there is', async () => {
    const from = async (shown: 'phone' | 'id' | 'id-and-empty-phone' | 'id-as-phone') => {
      const guest = rig.meta.guest({ phone: `1555000${rig.hotel.bodies.length + 5000}`, shown });
      await guest.says('Hi');
      const { bsuid, waId } = guest.record;
      const { from, from_user_id } = rig.hotel.all('messages').at(-1) ?? {};
      return [from, from_user_id].map((value) => (value === bsuid ? 'id' : value === waId ? 'phone' : value));
    };
    expect(await from('phone')).to.deep.equal(['phone', undefined]);
    expect(await from('id')).to.deep.equal([undefined, 'id']);
    expect(await from('id-and-empty-phone')).to.deep.equal(['', 'id']);
    expect(await from('id-as-phone')).to.deep.equal(['id', 'id']);
  });

  it('posts sent, delivered and read with a price on two of them, and gives back our data', async () => {
    await opened();
    const { body } = await rig.send({ ...text('x'), biz_opaque_callback_data: 'outbox-1' });
    await rig.meta.idle();
    expect(statuses()).to.deep.equal(['sent', 'delivered', 'read']);
    const all = rig.hotel.all('statuses');
    expect(all.map(({ pricing }) => pricing !== undefined)).to.deep.equal([true, true, false]);
    for (const one of all) {
      expect(one).to.include({ id: body.messages[0].id, recipient_id: ana, biz_opaque_callback_data: 'outbox-1' });
    }
  });

  it('delays, reorders, doubles, joins and leaves out statuses, and lets them overtake the answer', async () => {
    await opened();
    rig.meta.set({ statuses: { steps: ['read', 'sent'], delayMs: { sent: 5000, read: 1000 } } });
    await rig.send(text('one'));
    await rig.meta.idle();
    expect(statuses()).to.deep.equal([]);
    await rig.meta.advance({ seconds: 2 });
    expect(statuses()).to.deep.equal(['read']);
    await rig.meta.advance({ seconds: 4 });
    expect(statuses()).to.deep.equal(['read', 'sent']);
    const before = rig.hotel.bodies.length;
    rig.meta.set({
      statuses: { steps: ['sent', 'delivered'], delayMs: 0, together: true, times: 2, beforeAnswer: true },
    });
    await rig.send(text('two'));
    expect(rig.hotel.bodies.length - before).to.equal(2);
    expect(statuses().slice(2)).to.deep.equal(['sent', 'delivered', 'sent', 'delivered']);
  });

  it('fails a send later when told so', async () => {
    await opened();
    rig.meta.failNext(131053);
    await rig.send(text('x'));
    await rig.meta.idle();
    const [failed] = rig.hotel.all('statuses');
    expect(failed).to.include({ status: 'failed', recipient_id: ana });
    expect(failed?.errors).to.deep.include.members([
      {
        code: 131053,
        title: 'Media upload error',
        message: 'Media upload error',
        error_data: { details: 'Media upload error' },
        href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
      },
    ]);
  });

  it('tries again until it hears 200, for seven days, the same bytes', async () => {
    rig.hotel.status = 503;
    await opened();
    expect(rig.meta.courier.waiting).to.equal(1);
    await rig.meta.advance({ seconds: 7 });
    expect(rig.hotel.bodies).to.have.length(4);
    expect(new Set(rig.hotel.bodies.map(({ raw }) => raw.toString())).size).to.equal(1);
    rig.hotel.status = 200;
    await rig.meta.advance({ hours: 1 });
    expect([rig.hotel.bodies.length, rig.meta.courier.waiting]).to.deep.equal([5, 0]);
    rig.hotel.status = 500;
    await rig.meta.guest(ana).says('Lost after a week');
    await rig.meta.advance({ hours: 24 * 8 });
    expect(rig.meta.courier.waiting).to.equal(0);
  });

  it('takes silence for a failure', async () => {
    rig.meta.set({ webhooks: { timeoutMs: 50 } });
    rig.hotel.status = 'hang';
    await opened();
    expect(rig.meta.courier.attempts.map(({ status }) => status)).to.deep.equal(['silence']);
    rig.hotel.status = 200;
    await rig.meta.advance({ seconds: 1 });
    expect(rig.meta.courier.attempts.map(({ status }) => status)).to.deep.equal(['silence', 200]);
  });

  it('puts up to 1000 updates into one POST, of several numbers and kinds', async () => {
    const other = rig.meta.addNumber({ waba: '900000000000002' });
    rig.meta.set({ webhooks: { merge: true }, statuses: { steps: ['sent'] } });
    await opened();
    const before = rig.hotel.bodies.length;
    await rig.meta.together(async () => {
      await Promise.all(Array.from({ length: 600 }, (_, n) => rig.meta.guest(ana).says(`m${n}`)));
      await Promise.all(Array.from({ length: 399 }, (_, n) => rig.meta.guest(ana, other.id).says(`n${n}`)));
      rig.meta.set({ limits: { numberPerSecond: 1e9 } });
      await rig.meta.advance({ minutes: 1 });
      await rig.send(text('x'));
      await rig.meta.idle();
    });
    const [one, ...more] = rig.hotel.bodies.slice(before);
    expect(more).to.deep.equal([]);
    const values = changesOf(one?.value ?? {});
    expect(values.map(({ metadata }) => (metadata as { phone_number_id: string }).phone_number_id)).to.deep.equal([
      '2001',
      '2002',
    ]);
    expect(
      [values[0]?.messages, values[0]?.statuses, values[1]?.messages].map((some) => (some as unknown[]).length),
    ).to.deep.equal([600, 1, 399]);
  });

  it('splits what would be over 3 MB', async () => {
    await rig.meta.together(() =>
      Promise.all(Array.from({ length: 1000 }, () => rig.meta.guest(ana).says('a'.repeat(4000)))),
    );
    expect(rig.hotel.all('messages')).to.have.length(1000);
    expect(rig.hotel.bodies.map(({ raw }) => raw.length < 3_000_000)).to.deep.equal([true, true]);
    expect(rig.hotel.bodies[0]?.raw.length).to.be.greaterThan(2_000_000);
  });

  it('doubles bodies, and leaves contacts out', async () => {
    rig.meta.set({ webhooks: { times: 3, contacts: 'none', timestamps: 'number' } });
    await opened();
    expect(rig.hotel.all('messages').map(({ timestamp }) => timestamp)).to.deep.equal([
      1795341600, 1795341600, 1795341600,
    ]);
    expect(changesOf(rig.hotel.bodies[0]?.value ?? {})[0]).to.not.have.property('contacts');
  });

  it('brings identity events without contacts', async () => {
    const guest = rig.meta.guest({ phone: ana, name: 'Ana' });
    const bsuid = guest.record.bsuid;
    await guest.changesNumber('15550009999');
    await guest.rotatesId('both');
    const [changed, rotated] = rig.hotel.all('messages');
    expect(changed).to.deep.include({ from: ana, type: 'system' });
    expect(changed?.system).to.include({ type: 'user_changed_number', wa_id: '15550009999', user_id: bsuid });
    expect(rotated).to.not.have.property('from');
    expect(rotated?.system).to.include({
      type: 'user_changed_user_id',
      previous_user_id: bsuid,
      user_id: guest.record.bsuid,
    });
    const values = rig.hotel.bodies.flatMap(({ value }) => changesOf(value));
    expect(values.every((value) => !('contacts' in value))).to.equal(true);
    expect(values[1]?.user_id_update).to.deep.equal([
      { user_id: { previous: bsuid, current: guest.record.bsuid }, wa_id: '15550009999' },
    ]);
    await guest.says('It is me');
    await rig.send({ to: '+15550009999', ...text('Welcome back') });
    expect(guest.saw).to.have.length(1);
  });

  it('echoes what staff write from the phone of the hotel', async () => {
    const guest = rig.meta.guest(ana);
    const id = await guest.hearsFromStaff('Marta here');
    expect(rig.hotel.all('message_echoes')).to.deep.equal([
      {
        from: '15550001111',
        to: ana,
        to_user_id: guest.record.bsuid,
        id,
        timestamp: '1795341600',
        type: 'text',
        text: { body: 'Marta here' },
      },
    ]);
  });

  it('taps buttons, rows and quick replies that the hotel sent', async () => {
    await opened();
    const guest = rig.meta.guest(ana);
    const reply = { type: 'reply', reply: { id: 'book:yes', title: 'Yes' } };
    const { body } = await rig.send({
      type: 'interactive',
      interactive: { type: 'button', body: { text: 'Book?' }, action: { buttons: [reply] } },
    });
    await guest.taps('Yes');
    const rows = [{ id: 'r1', title: 'Sea view' }];
    await rig.send({
      type: 'interactive',
      interactive: { type: 'list', body: { text: 'Room?' }, action: { button: 'Rooms', sections: [{ rows }] } },
    });
    await guest.taps('r1');
    const [, tapped, picked] = rig.hotel.all('messages');
    expect(tapped).to.deep.include({
      context: { from: '15550001111', id: body.messages[0].id },
      interactive: { type: 'button_reply', button_reply: { id: 'book:yes', title: 'Yes' } },
    });
    expect(picked?.interactive).to.deep.equal({ type: 'list_reply', list_reply: { id: 'r1', title: 'Sea view' } });
    expect(() => guest.taps('No')).to.throw('offers');
  });

  it('brings every kind of message', async () => {
    const guest = rig.meta.guest(ana);
    await guest.sendsMedia('image', Buffer.from('jpeg'), 'image/jpeg', { caption: 'Look' });
    await guest.sendsMedia('voice', Buffer.from('ogg'), 'audio/ogg; codecs=opus');
    await guest.sendsMedia('document', Buffer.from('pdf'), 'application/pdf', { filename: 'id.pdf', url: true });
    await guest.sends(inbound.location(36.7, -4.4, { name: 'Beach' }));
    await guest.sends(inbound.contact('Eva', '+15551112222'));
    await guest.sends(inbound.flowReply('{broken'));
    await guest.sends(inbound.reaction('wamid.x', undefined));
    await guest.sends(inbound.order([{ id: 'spa', quantity: 1, price: 60, currency: 'EUR' }]));
    await guest.sends(inbound.unsupported('poll_creation'));
    await guest.sends(inbound.edit('wamid.x', { type: 'text', text: { body: 'new' } }));
    await guest.sends(inbound.revoke('wamid.x'));
    await guest.sends({ type: 'hologram', hologram: {} });
    const [image, voice, document] = rig.hotel.all('messages') as Record<string, Record<string, unknown>>[];
    expect(image?.image).to.include({ mime_type: 'image/jpeg', caption: 'Look' });
    expect(voice?.audio).to.include({ voice: true });
    expect(String(document?.document?.url)).to.match(/^http:\/\/127\.0\.0\.1:\d+\/media-bytes\//);
    expect(rig.hotel.all('messages').map(({ type }) => type)).to.deep.equal([
      'image',
      'audio',
      'document',
      'location',
      'contacts',
      'interactive',
      'reaction',
      'order',
      'unsupported',
      'edit',
      'revoke',
      'hologram',
    ]);
  });

  it('posts payloads of a test as they are, and lets their guests be answered', async () => {
    const messages = [
      { from: '15557770000', id: 'wamid.R', timestamp: '1795341000', type: 'text', text: { body: 'x' } },
    ];
    const value = { messaging_product: 'whatsapp', metadata: { phone_number_id: '2001' }, messages, odd: true };
    const payload = {
      object: 'whatsapp_business_account',
      entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
    };
    expect((await rig.meta.post(payload)).status).to.equal(200);
    expect(rig.hotel.bodies.at(-1)?.value).to.deep.equal(payload);
    expect(await rig.codeOf({ to: '+15557770000', ...text('y'), context: { message_id: 'wamid.R' } })).to.equal(null);
    expect(rig.meta.guest('15557770000').saw).to.have.length(1);
  });

  it('forges signatures in every way', () => {
    const body = Buffer.from('{"a":[1,2]}');
    const kinds: Forgery[] = [
      'wrong secret',
      'missing',
      'empty',
      'no prefix',
      'sha1',
      'short',
      'upper case',
      'changed byte',
      'reserialised',
    ];
    for (const kind of kinds) {
      const forged = forge(body, 'secret', kind);
      expect(forged.signature, kind).to.not.equal(signatureOf(forged.body, 'secret'));
    }
  });

  it('brings nothing of an account that is not subscribed, and nothing of other fields', async () => {
    rig.meta.world.subscribed.clear();
    await opened();
    expect(rig.hotel.bodies).to.deep.equal([]);
    rig.meta.world.subscribed.add(rig.meta.number.waba);
    rig.meta.world.app.fields.delete('smb_message_echoes');
    await rig.meta.guest(ana).hearsFromStaff('x');
    expect(rig.hotel.bodies).to.deep.equal([]);
  });

  it('says why a handshake failed', async () => {
    expect(await rig.meta.handshake(rig.hotel.url, 'verify')).to.equal(null);
    expect(await rig.meta.handshake(rig.hotel.url, 'other')).to.contain('403');
    expect(await rig.meta.handshake('http://127.0.0.1:9/webhook', 'verify')).to.equal('Nobody answers there.');
  });
});
