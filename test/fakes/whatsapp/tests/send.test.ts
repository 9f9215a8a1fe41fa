import { expect } from 'chai';
import { ana, openRig, type Rig, text } from './rig.ts';

describe('the fake of WhatsApp, sending', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await openRig();
    await rig.meta.guest({ phone: ana, name: 'Ana' }).says('Hola');
  });
  afterEach(() => rig.close());

  const buttons = (...titles: string[]) => ({
    type: 'interactive',
    interactive: {
      type: 'button',
      body: { text: 'Which?' },
      action: { buttons: titles.map((title, index) => ({ type: 'reply', reply: { id: `id-${index}`, title } })) },
    },
  });
  const rows = (count: number, title = 'Row', sections = 1) => ({
    type: 'interactive',
    interactive: {
      type: 'list',
      body: { text: 'Which?' },
      action: {
        button: 'Show',
        sections: Array.from({ length: sections }, (_, section) => ({
          ...(sections > 1 ? { title: `Part ${section}` } : {}),
          rows: Array.from({ length: count / sections }, (_, row) => ({ id: `${section}-${row}`, title })),
        })),
      },
    },
  });

  it('accepts a text, and the guest sees it', async () => {
    const { status, body } = await rig.send({ ...text('Breakfast is 7-10.'), recipient_type: 'individual' });
    expect(status).to.equal(200);
    expect(body.contacts).to.deep.equal([{ input: `+${ana}`, wa_id: ana }]);
    expect(body.messages[0].id).to.match(/^wamid\.[A-Za-z0-9+/=]+$/);
    const [seen] = rig.meta.guest(ana).saw;
    expect(seen).to.include({ id: body.messages[0].id, type: 'text', text: 'Breakfast is 7-10.', number: '2001' });
  });

  const refused: [string, Record<string, unknown>, number][] = [
    ['another product', { messaging_product: 'sms', ...text('x') }, 100],
    ['no recipient', { to: undefined, ...text('x') }, 100],
    ['a recipient that is no phone', { to: 'ana', ...text('x') }, 131009],
    ['a recipient that is no business-scoped id', { to: undefined, recipient: 'ana', ...text('x') }, 131009],
    ['the hotel itself', { to: '+1 555-000-1111', ...text('x') }, 131021],
    ['an unknown key', { ...text('x'), idempotency_key: '1' }, 100],
    ['an unknown key inside', { type: 'text', text: { body: 'x', colour: 'red' } }, 100],
    ['an unknown kind', { type: 'poll', poll: {} }, 100],
    ['no content', { type: 'image' }, 131008],
    ['no body', { type: 'text', text: {} }, 131008],
    ['a blank body', text('  \n '), 131008],
    ['a body that is a number', { type: 'text', text: { body: 7 } }, 100],
    ['4097 characters', text('a'.repeat(4097)), 100],
    ['an image without a source', { type: 'image', image: { caption: 'x' } }, 131009],
    ['an unknown media id', { type: 'image', image: { id: '1' } }, 131009],
    ['a long caption', { type: 'image', image: { link: 'https://h.example/a.jpg', caption: 'x'.repeat(1025) } }, 100],
    ['a caption under audio', { type: 'audio', audio: { link: 'https://h.example/a.ogg', caption: 'x' } }, 100],
    ['a place beyond the pole', { type: 'location', location: { latitude: 91, longitude: 0 } }, 131009],
    ['4 buttons', buttons('a', 'b', 'c', 'd'), 131009],
    ['a button of 21 characters', buttons('x'.repeat(21)), 131009],
    ['two buttons of one title', buttons('Yes', 'Yes'), 131009],
    ['a button in markdown', buttons('*Yes*'), 131009],
    ['a button without a title', buttons(''), 131008],
    ['11 rows', rows(11), 131009],
    ['12 rows in two sections', rows(12, 'Row', 2), 131009],
    ['a row of 25 characters', rows(1, 'x'.repeat(25)), 131009],
    ['a quote of a message that is not there', { ...text('x'), context: { message_id: 'wamid.none' } }, 131009],
    ['a template that is not there', { type: 'template', template: { name: 'no', language: { code: 'en' } } }, 132001],
    ['callback data of 513 characters', { ...text('x'), biz_opaque_callback_data: 'x'.repeat(513) }, 100],
  ];
  for (const [what, body, code] of refused) {
    it(`refuses ${what} with ${code}`, async () => {
      const answer = await rig.send(body);
      expect(answer.body.error?.code).to.equal(code);
      expect(answer.body.error).to.include.keys('message', 'type', 'fbtrace_id');
      expect(rig.meta.guest(ana).saw).to.deep.equal([]);
    });
  }

  const accepted: [string, Record<string, unknown>][] = [
    ['4096 emoji', text('🛎️'.repeat(2048))],
    ['a button of 20 emoji', buttons('🛎'.repeat(20))],
    ['3 buttons', buttons('a', 'b', 'c')],
    ['10 rows in two sections', rows(10, 'Row', 2)],
    ['a link', { type: 'document', document: { link: 'https://h.example/a.pdf', filename: 'a.pdf', caption: 'x' } }],
    [
      'a place',
      { type: 'location', location: { latitude: '36.7', longitude: -4.42, name: 'Hotel', address: 'Calle 1' } },
    ],
    ['a number without plus', { to: ana, ...text('x') }],
    ['a person', { type: 'contacts', contacts: [{ name: { formatted_name: 'Eva', first_name: 'Eva' } }] }],
  ];
  for (const [what, body] of accepted) {
    it(`accepts ${what}`, async () => {
      expect(await rig.codeOf(body)).to.equal(null);
      expect(rig.meta.guest(ana).saw).to.have.length(1);
    });
  }

  it('dials the country of the hotel before a number without plus', async () => {
    const spanish = rig.meta.guest('34600111222');
    await spanish.says('Hola');
    await rig.send({ to: '34600111222', ...text('lost') });
    await rig.send({ to: '+34600111222', ...text('found') });
    expect(spanish.saw.map((seen) => seen.text)).to.deep.equal(['found']);
  });

  it('sends by business-scoped id, and prefers the phone', async () => {
    const guest = rig.meta.guest({ phone: '15550003333', shown: 'id' });
    await guest.says('Hi');
    await rig.send({ to: undefined, recipient: guest.record.bsuid, ...text('one') });
    await rig.send({ recipient: guest.record.bsuid, ...text('two') });
    expect(guest.saw.map((seen) => seen.text)).to.deep.equal(['one']);
    expect(rig.meta.guest(ana).saw.map((seen) => seen.text)).to.deep.equal(['two']);
  });

  it('fills templates in, and counts their parameters', async () => {
    rig.meta.addTemplate({
      name: 'arrival',
      language: 'en',
      body: 'Dear {{1}}, see you on {{2}}.',
      buttons: [{ type: 'QUICK_REPLY', text: 'Fine' }],
    });
    const template = (...texts: string[]) => ({
      type: 'template',
      template: {
        name: 'arrival',
        language: { code: 'en' },
        components: [{ type: 'body', parameters: texts.map((value) => ({ type: 'text', text: value })) }],
      },
    });
    expect(await rig.codeOf(template('Ana'))).to.equal(132000);
    expect(await rig.codeOf(template('Ana', 'two\nlines'))).to.equal(132018);
    const { body } = await rig.send(template('Ana', 'Monday'));
    expect(body.messages[0].message_status).to.equal('accepted');
    const [seen] = rig.meta.guest(ana).saw;
    expect(seen?.text).to.equal('Dear Ana, see you on Monday.');
    expect(seen?.choices).to.deep.equal([{ id: 'Fine', title: 'Fine' }]);
  });

  it('marks as read and shows typing for 25 seconds or until the answer', async () => {
    const guest = rig.meta.guest(ana);
    const id = await guest.says('Still there?');
    const read = { to: undefined, status: 'read', message_id: id, typing_indicator: { type: 'text' } };
    expect((await rig.send(read)).body).to.deep.equal({ success: true });
    expect(guest.seesTyping).to.equal(true);
    await rig.meta.advance({ seconds: 25 });
    expect(guest.seesTyping).to.equal(false);
    await rig.send(read);
    await rig.meta.advance({ seconds: 1 });
    await rig.send(text('Yes.'));
    expect(guest.seesTyping).to.equal(false);
    expect(guest.marks.map(({ messageId }) => messageId)).to.deep.equal([id, id]);
    expect(await rig.codeOf({ ...read, message_id: 'wamid.none' })).to.equal(100);
  });

  it('refuses who has no token, or a dead one, or not the permission', async () => {
    const codes = async (token: string) => {
      const { status, body } = await rig.send(text('x'), token);
      return [status, body.error?.code];
    };
    rig.meta.addToken('narrow', { scopes: ['whatsapp_business_management'] });
    rig.meta.addToken('elsewhere', { wabas: ['7'] });
    rig.meta.addToken('short', { expires: rig.meta.clock.now().add({ hours: 24 }) });
    expect(await codes('wrong')).to.deep.equal([401, 190]);
    expect(await codes('narrow')).to.deep.equal([403, 10]);
    expect(await codes('elsewhere')).to.deep.equal([403, 200]);
    expect(await codes('short')).to.deep.equal([200, undefined]);
    await rig.meta.advance({ hours: 24 });
    expect(await codes('short')).to.deep.equal([401, 190]);
    rig.meta.revoke();
    expect(await codes(rig.meta.token)).to.deep.equal([401, 190]);
  });

  it('knows no other number', async () => {
    const { status, body } = await rig.get('/v26.0/7777/messages');
    expect([status, body.error.code, body.error.error_subcode]).to.deep.equal([400, 100, 33]);
  });
});
