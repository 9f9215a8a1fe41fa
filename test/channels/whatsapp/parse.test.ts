import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parse } from '../../../channels/whatsapp/parse.ts';
import { envelope, messagesOf, metadata, now, number, parsed, read, statusesOf } from './samples.ts';

const at = '2026-09-26T10:00:00Z';
const guest = { key: 'US.1000', otherKey: '15550002222', name: 'Ana', phone: '+15550002222' };

describe('whatsapp: parse', () => {
  it('reads a text', () => {
    expect(read({ type: 'text', text: { body: 'Hi' } }).message).to.deep.equal({
      providerId: 'wamid.1',
      account: number,
      guest,
      from: 'guest',
      sentAt: at,
      parts: [{ type: 'text', text: 'Hi' }],
    });
  });

  describe('knows the guest', () => {
    const hi = { id: 'wamid.1', timestamp: '1790416800', type: 'text', text: { body: 'Hi' } };
    const guestIn = (message: object, contacts?: unknown) =>
      parsed(
        envelope({
          value: { metadata, ...(contacts !== undefined && { contacts }), messages: [{ ...hi, ...message }] },
        }),
      ).messages[0]?.guest;
    const ana = { profile: { name: 'Ana' }, wa_id: '15550002222', user_id: 'US.1000' };
    const other = { profile: { name: 'Somebody else' }, wa_id: '15559990000', user_id: 'US.999' };

    const cases: [string, object, unknown, object][] = [
      [
        'by number alone, as before 2026',
        { from: '15550002222' },
        [{ wa_id: '15550002222', profile: { name: 'Ana' } }],
        { key: '15550002222', name: 'Ana', phone: '+15550002222' },
      ],
      [
        'by number where contacts are missing',
        { from: '15550002222' },
        undefined,
        { key: '15550002222', phone: '+15550002222' },
      ],
      ['whose number is a number', { from: 15550002222 }, undefined, { key: '15550002222', phone: '+15550002222' }],
      [
        'without a number',
        { from_user_id: 'US.1000' },
        [{ profile: { name: 'Ana' }, user_id: 'US.1000' }],
        { key: 'US.1000', name: 'Ana' },
      ],
      ['whose number is empty', { from: '', from_user_id: 'US.1000' }, [], { key: 'US.1000' }],
      [
        'whose id stands for the number',
        { from: 'US.1000', from_user_id: 'US.1000' },
        [{ wa_id: 'US.1000' }],
        { key: 'US.1000' },
      ],
      ['whose id stands for the number alone', { from: 'US.1000' }, null, { key: 'US.1000' }],
      [
        'by the contact where the message says nothing',
        {},
        [ana],
        { key: 'US.1000', otherKey: '15550002222', name: 'Ana', phone: '+15550002222' },
      ],
      ['among contacts in another order', { from: '15550002222' }, [other, ana], guest],
      [
        'beside contacts of others',
        { from: '15550002222' },
        [other, other],
        { key: '15550002222', phone: '+15550002222' },
      ],
      ['by an id of a company', { from_user_id: 'US.ENT.77' }, [], { key: 'US.ENT.77' }],
      [
        'by username where there is no name',
        { from_user_id: 'US.1000' },
        [{ user_id: 'US.1000', profile: { username: 'ana.t' } }],
        { key: 'US.1000', name: 'ana.t' },
      ],
      ['beside a contact with another id', { from_user_id: 'US.1000' }, [other], { key: 'US.1000' }],
      [
        'by the name of a contact whose number is written otherwise',
        { from: '5511987654321' },
        [{ wa_id: '551187654321', profile: { name: 'Ana' } }],
        { key: '5511987654321', name: 'Ana', phone: '+5511987654321' },
      ],
      [
        'beside a contact with another number',
        { from: '15550002222' },
        [other],
        { key: '15550002222', phone: '+15550002222' },
      ],
    ];
    for (const [what, message, contacts, expected] of cases) {
      it(what, () => expect(guestIn(message, contacts)).to.deep.equal(expected));
    }

    it('keeps a message of nobody, for nobody to answer', () => {
      const { messages, events } = parsed(envelope({ value: { metadata, messages: [hi] } }));
      expect(messages).to.deep.equal([]);
      expect(events).to.deep.equal([
        { type: 'note', providerId: 'wamid.1', account: number, at, what: 'without a sender', raw: hi },
      ]);
    });
  });

  describe('reads every kind of content', () => {
    const media = { id: 'm1', mime_type: 'image/jpeg', sha256: 'abc=' };
    const file = { id: 'm1', mime: 'image/jpeg', sha256: 'abc=' };
    const kinds: [string, object, object[]][] = [
      ['image', { image: { ...media, caption: 'my receipt' } }, [{ type: 'image', media: file, alt: 'my receipt' }]],
      ['image', { image: media }, [{ type: 'image', media: file, alt: '' }]],
      [
        'image',
        { image: { ...media, url: 'https://lookaside.fbsbx.com/x' } },
        [{ type: 'image', media: { ...file, url: 'https://lookaside.fbsbx.com/x' }, alt: '' }],
      ],
      [
        'video',
        { video: { ...media, caption: 'look' } },
        [
          { type: 'document', media: file, name: '' },
          { type: 'text', text: 'look' },
        ],
      ],
      ['audio', { audio: { ...media, voice: true } }, [{ type: 'audio', media: file, voice: true }]],
      ['audio', { audio: { ...media, voice: false } }, [{ type: 'audio', media: file, voice: false }]],
      ['voice', { voice: media }, [{ type: 'audio', media: file, voice: true }]],
      ['document', { document: { ...media, filename: 'a.pdf' } }, [{ type: 'document', media: file, name: 'a.pdf' }]],
      [
        'document',
        { document: { ...media, filename: 'a.pdf', caption: 'the invoice' } },
        [
          { type: 'document', media: file, name: 'a.pdf' },
          { type: 'text', text: 'the invoice' },
        ],
      ],
      ['sticker', { sticker: { ...media, animated: true } }, [{ type: 'unsupported', what: 'sticker' }]],
      [
        'location',
        { location: { latitude: 38.6, longitude: -0.05, name: 'Port' } },
        [{ type: 'location', latitude: 38.6, longitude: -0.05, name: 'Port' }],
      ],
      [
        'location',
        { location: { latitude: '38.6', longitude: '-0.05' } },
        [{ type: 'location', latitude: 38.6, longitude: -0.05 }],
      ],
      [
        'interactive',
        { interactive: { type: 'button_reply', button_reply: { id: '/affirm', title: 'Yes' } } },
        [{ type: 'picked', payload: '/affirm', title: 'Yes' }],
      ],
      [
        'interactive',
        { interactive: { type: 'list_reply', list_reply: { id: '/a', title: 'A', description: 'd' } } },
        [{ type: 'picked', payload: '/a', title: 'A' }],
      ],
      ['button', { button: { payload: '/deny', text: 'No' } }, [{ type: 'picked', payload: '/deny', title: 'No' }]],
      ['button', { button: { text: 'No' } }, [{ type: 'picked', payload: 'No', title: 'No' }]],
      [
        'unsupported',
        { errors: [{ code: 131051 }], unsupported: { type: 'poll_creation' } },
        [{ type: 'unsupported', what: 'poll_creation' }],
      ],
      ['unknown', { errors: [{ code: 131051 }] }, [{ type: 'unsupported', what: 'unknown' }]],
      [
        'image',
        { image: { mime_type: 'image/jpeg' }, errors: [{ code: 131052 }] },
        [{ type: 'unsupported', what: 'image' }],
      ],
      [
        'image',
        { image: media, errors: [{ code: '131052', title: 'Media download error' }] },
        [{ type: 'unsupported', what: 'image' }],
      ],
      ['text', { text: {} }, [{ type: 'unsupported', what: 'text' }]],
      ['text', { text: 'Hi' }, [{ type: 'text', text: 'Hi' }]],
      ['audio', { audio: { ...media, voice: 'true' } }, [{ type: 'audio', media: file, voice: true }]],
    ];
    for (const [type, content, parts] of kinds) {
      it(`${type}: ${JSON.stringify(content).slice(0, 70)}`, () => {
        expect(read({ type, ...content }).message?.parts).to.deep.equal(parts);
      });
    }
  });

  it('goes by the content where no type is said', () => {
    expect(read({ text: { body: 'Hi' } }).message?.parts).to.deep.equal([{ type: 'text', text: 'Hi' }]);
    expect(read({ reaction: { message_id: 'w1', emoji: '👍' } }).event).to.include({ type: 'reaction' });
  });

  describe('leaves to people what words do not answer', () => {
    const kinds: [string, object, string, string][] = [
      [
        'order',
        {
          order: {
            text: 'please',
            product_items: [{ product_retailer_id: 'spa', quantity: 2, item_price: 40, currency: 'EUR' }],
          },
        },
        'order',
        'please\n2 × spa (40 EUR)',
      ],
      [
        'contacts',
        { contacts: [{ name: { formatted_name: 'Luis' }, phones: [{ phone: '+1 555' }] }] },
        'contacts',
        'Luis, +1 555',
      ],
      ['contacts', { contacts: [{ name: { first_name: 'Luis', last_name: 'Gil' } }] }, 'contacts', 'Luis Gil'],
      [
        'contacts',
        {
          contacts: [
            {
              origin: 'contact_request',
              vcard: 'BEGIN:VCARD\r\nN:Gil;Luis\r\nFN:Luis Gil\r\nitem1.TEL;waid=1555:+1 555\r\nEND:VCARD',
            },
          ],
        },
        'contacts',
        'Luis Gil, +1 555',
      ],
      [
        'interactive',
        { interactive: { type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent', response_json: '{broken' } } },
        'flow',
        'Sent',
      ],
      [
        'interactive',
        { interactive: { type: 'nfm_reply', nfm_reply: { name: 'address_message' } } },
        'flow',
        'address_message',
      ],
    ];
    for (const [type, content, reason, text] of kinds) {
      it(`${type} (${reason})`, () => {
        const { message } = read({ type, ...content });
        expect(message?.parts).to.deep.equal([{ type: 'text', text }]);
        expect(message?.leaveTo).to.deep.equal({ who: 'staff', reason });
        expect(message?.raw).to.deep.include(content);
      });
    }
  });

  describe('shows staff what a guest filled in', () => {
    const whole = (response_json: unknown) =>
      read({ type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply: { body: 'Sent', response_json } } })
        .message?.whole;
    const forms: [unknown, string | undefined][] = [
      ['{"flow_token":"x","nights":2,"wishes":["sea"]}', 'Sent\nnights: 2\nwishes: ["sea"]'],
      [{ nights: 2 }, 'Sent\nnights: 2'],
      ['{broken', 'Sent\n{broken'],
      ['[1]', 'Sent\n[1]'],
      ['"words"', 'Sent\n"words"'],
      ['{}', undefined],
      [undefined, undefined],
    ];
    for (const [json, expected] of forms)
      it(JSON.stringify(json) ?? 'nothing', () => expect(whole(json)).to.equal(expected));
  });

  it('keeps what the normal form leaves out', () => {
    const referral = { source_url: 'https://fb.me/x', ctwa_clid: 'AR' };
    const { message } = read({ type: 'text', text: { body: 'Hi' }, referral, context: { id: 'wamid.OUT', from: '1' } });
    expect(message).to.deep.include({ opensWindow: 72, inReplyTo: 'wamid.OUT' });
    expect(message?.raw).to.deep.include({ referral });
  });

  it('does not let what nobody can read open the window', () => {
    expect(read({ type: 'unsupported' }).message?.opensWindow).to.equal(0);
  });

  describe('tells what happened besides', () => {
    const by = { providerId: 'wamid.1', account: number, at, guest, from: 'guest' };
    const kinds: [string, object, object][] = [
      [
        'reaction',
        { reaction: { message_id: 'w1', emoji: '❤️' } },
        { ...by, type: 'reaction', message: 'w1', emoji: '❤️' },
      ],
      ['reaction', { reaction: { message_id: 'w1' } }, { ...by, type: 'reaction', message: 'w1', emoji: null }],
      [
        'reaction',
        { reaction: { message_id: 'w1', emoji: '' } },
        { ...by, type: 'reaction', message: 'w1', emoji: null },
      ],
      [
        'edit',
        { edit: { original_message_id: 'w1', message: { type: 'text', text: { body: 'new' } } } },
        { ...by, type: 'edit', message: 'w1', parts: [{ type: 'text', text: 'new' }] },
      ],
      ['revoke', { revoke: { original_message_id: 'w1' } }, { ...by, type: 'revoke', message: 'w1' }],
    ];
    for (const [type, content, event] of kinds) {
      it(`${type}: ${JSON.stringify(content).slice(0, 60)}`, () => {
        const { message, event: told } = read({ type, ...content });
        expect(message).to.equal(undefined);
        expect(told).to.deep.equal(event);
      });
    }

    for (const type of ['request_welcome', 'something_new', 'constructor', '__proto__']) {
      it(`${type}, which is kept and not answered`, () => {
        const { message, event } = read({ type });
        expect(message).to.equal(undefined);
        expect(event).to.include({ type: 'note', what: type });
      });
    }

    it('a group, in which nobody asked the bot', () => {
      expect(read({ type: 'text', text: { body: 'Hi' }, group_id: 'g1' }).event).to.include({
        type: 'note',
        what: 'group',
      });
    });

    it('an answer to a call', () => {
      const interactive = { type: 'call_permission_reply', call_permission_reply: { response: 'accept' } };
      expect(read({ type: 'interactive', interactive }).event).to.include({
        type: 'note',
        what: 'call_permission_reply',
      });
    });
  });

  describe('follows guests who move', () => {
    const system = (system: object, more: object = {}) =>
      parsed(
        envelope({
          value: { metadata, messages: [{ id: 'wamid.1', timestamp: '1790416800', type: 'system', system, ...more }] },
        }),
      ).events?.[0];
    const told = { type: 'move', providerId: 'wamid.1', account: number, at };

    it('to another number', () => {
      const event = system({ type: 'user_changed_number', wa_id: '15550003333' }, { from: '15550002222' });
      expect(event).to.deep.equal({
        ...told,
        guest: { key: '15550003333', phone: '+15550003333' },
        was: ['15550002222'],
      });
    });

    it('to another number, told without a sender', () => {
      const event = system({ type: 'user_changed_number', new_wa_id: '15550003333', customer: '15550002222' });
      expect(event).to.deep.include({ guest: { key: '15550003333', phone: '+15550003333' }, was: ['15550002222'] });
    });

    it('to another number under their id', () => {
      const event = system(
        { type: 'user_changed_number', wa_id: '15550003333', user_id: 'US.1' },
        { from: '15550002222' },
      );
      expect(event).to.deep.equal({
        ...told,
        guest: { key: 'US.1', otherKey: '15550003333', phone: '+15550003333' },
        was: ['15550002222'],
      });
    });

    it('to another id', () => {
      const event = system({ type: 'user_changed_user_id', user_id: 'US.2', previous_user_id: 'US.1' });
      expect(event).to.deep.equal({ ...told, guest: { key: 'US.2' }, was: ['US.1'] });
    });

    it('to another id, told by the sender and by the message', () => {
      const event = system({ type: 'user_changed_user_id', user_id: 'US.2' }, { from_user_id: 'US.1' });
      expect(event).to.deep.equal({ ...told, guest: { key: 'US.2' }, was: ['US.1'] });
      const both = system(
        { type: 'user_changed_number', wa_id: '15550003333', user_id: 'US.2' },
        { from: '15550002222', from_user_id: 'US.1' },
      );
      expect(both).to.deep.include({ was: ['US.1', '15550002222'] });
    });

    for (const [form, value] of Object.entries({
      'as a list': {
        metadata,
        user_id_update: [{ user_id: { previous: 'US.1', current: 'US.2' }, wa_id: '15550002222' }],
      },
      alone: { metadata, user_id: { previous: 'US.1', current: 'US.2' }, wa_id: '15550002222' },
    })) {
      it(`to another id, told in a field of its own ${form}`, () => {
        const [event] = parsed(envelope({ field: 'user_id_update', value })).events ?? [];
        expect(event).to.deep.include({
          type: 'move',
          guest: { key: 'US.2', otherKey: '15550002222', phone: '+15550002222' },
          was: ['US.1'],
        });
      });
    }

    it('but not where nothing says from where', () => {
      expect(system({ type: 'user_changed_user_id', user_id: 'US.2' })).to.include({ type: 'note' });
      expect(system({ type: 'customer_identity_changed' })).to.include({
        type: 'note',
        what: 'customer_identity_changed',
      });
    });
  });

  describe('reads statuses', () => {
    const status = (of: object) => parsed(envelope(statusesOf({ id: 'wamid.OUT', timestamp: '1790416832', ...of })));
    const told = { providerId: 'wamid.OUT', account: number, at: '2026-09-26T10:00:32Z' };

    for (const [name, state] of Object.entries({
      sent: 'sent',
      delivered: 'delivered',
      read: 'read',
      played: 'read',
    })) {
      it(name, () => expect(status({ status: name }).deliveries).to.deep.equal([{ ...told, state }]));
    }

    it('with our own id, its price and how long the window is open', () => {
      const pricing = { billable: false, pricing_model: 'PMP', type: 'free_customer_service', category: 'service' };
      const conversation = { id: 'c', expiration_timestamp: '1790503232', origin: { type: 'referral_conversion' } };
      const [event] = status({ status: 'sent', biz_opaque_callback_data: 'x:2', pricing, conversation }).deliveries;
      expect(event).to.deep.include({ itemId: 'x:2', pricing, windowUntil: '2026-09-27T10:00:32Z' });
    });

    const failures: [number | string, string][] = [
      [131047, 'window'],
      [131026, 'recipient'],
      [131050, 'recipient'],
      [131056, 'recipient'],
      [190, 'account'],
      ['131042', 'account'],
      [131053, 'content'],
      [999999, 'content'],
    ];
    for (const [code, kind] of failures) {
      it(`failed for ${code}: ${kind}`, () => {
        const errors = [{ code, title: 'a title', message: 'a title', error_data: { details: 'Meta’s own words' } }];
        const [event] = status({ status: 'failed', errors }).deliveries;
        expect(event?.failure).to.deep.equal({ code: String(code), detail: 'Meta’s own words', kind });
      });
    }

    it('failed without a word', () => {
      expect(status({ status: 'failed' }).deliveries[0]?.failure).to.include({ code: 'none', kind: 'content' });
    });

    for (const name of ['deleted', 'warning']) {
      it(`and passes over ${name}`, () => {
        const { deliveries, skipped } = status({ status: name });
        expect([deliveries, skipped]).to.deep.equal([[], []]);
      });
    }
  });

  it('takes what staff write on the hotel’s phone for what it is', () => {
    const echo = {
      from: '15550001111',
      to: '15550002222',
      to_user_id: 'US.1000',
      id: 'wamid.E',
      timestamp: '1790416800',
      type: 'text',
      text: { body: 'Ana here' },
    };
    const contacts = [{ wa_id: '15550002222', user_id: 'US.1000', profile: { name: 'Ana' } }];
    const value = {
      metadata,
      contacts,
      message_echoes: [echo, { ...echo, id: 'wamid.F', type: 'revoke', revoke: { original_message_id: 'wamid.E' } }],
    };
    const { messages, events } = parsed(envelope({ field: 'smb_message_echoes', value }));
    expect(messages).to.have.length(1);
    expect(messages[0]).to.deep.include({ from: 'staff', guest, parts: [{ type: 'text', text: 'Ana here' }] });
    expect(events?.[0]).to.deep.include({ type: 'revoke', from: 'staff', message: 'wamid.E' });
  });

  it('tells of an account in trouble', () => {
    const value = { metadata, errors: [{ code: 131031, title: 'Account has been locked' }] };
    expect(parsed(envelope({ value })).events?.[0]).to.include({ type: 'trouble', code: '131031', account: number });
    const update = { event: 'ACCOUNT_RESTRICTION' };
    expect(parsed(envelope({ field: 'account_update', value: update })).events?.[0]).to.include({
      type: 'trouble',
      code: 'account_update:ACCOUNT_RESTRICTION',
    });
    const template = { event: 'REJECTED', message_template_name: 'hello_again', reason: 'ABUSIVE_CONTENT' };
    const [event] = parsed(envelope({ field: 'message_template_status_update', value: template })).events ?? [];
    expect(event).to.include({ detail: 'message_template_status_update hello_again REJECTED ABUSIVE_CONTENT' });
  });

  it('gives news without an id the same one each time', () => {
    const id = () =>
      parsed(envelope({ field: 'account_update', value: { event: 'VERIFIED_ACCOUNT' } })).events?.[0]?.providerId;
    expect(id()).to.be.a('string').and.equal(id());
  });

  it('tells large news apart, and those of another day', () => {
    const idOf = (value: object, day = now) => {
      const body = Buffer.from(JSON.stringify(envelope({ field: 'account_update', value })));
      return parse(body, number, day).events?.[0]?.providerId;
    };
    const large = (letter: string) => ({ event: 'VERIFIED_ACCOUNT', more: letter.repeat(200_000) });
    expect(idOf(large('a'))).to.not.equal(idOf(large('b')));
    expect(idOf({ event: 'X' })).to.not.equal(idOf({ event: 'X' }, now.add({ hours: 48 })));
  });

  it('passes over fields that it does not know', () => {
    const received = parsed(envelope({ field: 'flows', value: {} }, { value: { messages: [] } }));
    expect(received).to.deep.equal({ messages: [], deliveries: [], events: [], skipped: [] });
  });

  it('reads messages, statuses and several numbers in one POST, whatever is broken between them', () => {
    const other = {
      metadata: { phone_number_id: 3000 },
      messages: [{ from: '1777888999', id: 'wamid.3', timestamp: 1790416800, type: 'text', text: { body: 'Dos' } }],
    };
    const both = {
      ...messagesOf({ type: 'text', text: { body: 'Uno' } }).value,
      statuses: [{ id: 'wamid.OUT', status: 'read', timestamp: 1790416832 }],
    };
    const payload = {
      object: 'whatsapp_business_account',
      entry: [
        null,
        { id: 1, changes: [{ field: 'messages', value: both }, 7, { field: 'messages', value: null }] },
        { id: '2', changes: { field: 'messages', value: other } },
      ],
    };
    const { messages, deliveries } = parsed(payload);
    expect(messages.map(({ account, parts, sentAt }) => [account, parts[0], sentAt])).to.deep.equal([
      [number, { type: 'text', text: 'Uno' }, at],
      ['3000', { type: 'text', text: 'Dos' }, at],
    ]);
    expect(deliveries).to.have.length(1);
  });

  it('reads a thousand updates', () => {
    const many = Array.from({ length: 1000 }, (_, index) => ({
      id: `wamid.${index}`,
      type: 'text',
      text: { body: 'Hi' },
    }));
    expect(parsed(envelope(messagesOf(...many))).messages).to.have.length(1000);
  });

  it('takes the time of now where none can be read', () => {
    for (const timestamp of [undefined, 'soon', '', -1, 0, 1e20, null, {}]) {
      expect(read({ type: 'text', text: { body: 'Hi' }, timestamp }).message?.sentAt).to.equal(now.toString());
    }
  });

  const noise: [string, string | Uint8Array][] = [
    ['nothing', ''],
    ['no JSON', '{'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a page', '{"object":"page","entry":[]}'],
    ['bytes', readFileSync(import.meta.filename).subarray(0, 99)],
    ['halves of characters', new Uint8Array([0xff, 0xfe, 0x00, 0xd8])],
  ];
  for (const [what, body] of noise) {
    it(`takes ${what} for nothing`, () => {
      const { messages, deliveries, skipped } = parse(Buffer.from(body), number, now);
      expect([messages, deliveries]).to.deep.equal([[], []]);
      expect(skipped).to.have.length(1);
    });
  }
});
