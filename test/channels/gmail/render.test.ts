import type { Part } from '@botones/contract';
import { aProperty } from '@botones/contract/testing';
import { expect } from 'chai';
import { optionsSchema } from '../../../channels/gmail/options.ts';
import { compose, messageIdOf } from '../../../channels/gmail/reply/compose.ts';
import { render } from '../../../channels/gmail/reply/render.ts';

const oauth = { clientId: 'a', clientSecret: 'b', refreshToken: 'c' };
const letter = (parts: Part[], change: object = {}, language = 'en') => {
  const [payload] = render(parts, { language, handoff: false }, optionsSchema.parse({ oauth, ...change }), aProperty());
  if (payload === undefined) throw new Error('There is no letter.');
  return payload;
};

describe('gmail: render', () => {
  it('makes one letter of a turn, in both forms', () => {
    const { text, html } = letter(
      [
        { type: 'text', text: 'Good morning,\n\nyes & gladly.' },
        {
          type: 'choices',
          text: 'Which one?',
          choices: [
            { title: 'Double', payload: '/a' },
            { title: '<Suite>', payload: '/b' },
          ],
        },
        { type: 'link', title: 'Our rooms', url: 'https://h.example.com/rooms' },
      ],
      { signature: 'Hotel Miramar\nReception' },
    );
    expect(text).to.equal(
      'Good morning,\n\nyes & gladly.\n\nWhich one?\n\n1. Double\n2. <Suite>\n\nOur rooms: https://h.example.com/rooms\n\n-- \nHotel Miramar\nReception',
    );
    expect(html).to.contain('<p>yes &amp; gladly.</p>').and.contain('<li>&lt;Suite&gt;</li>');
    expect(html).to.contain('<a href="https://h.example.com/rooms">Our rooms</a>').and.contain('Hotel Miramar<br>');
  });

  it('numbers all answers of a turn through', () => {
    const choices = (title: string): Part => ({ type: 'choices', text: title, choices: [{ title, payload: '/a' }] });
    const { text, html } = letter([choices('One'), choices('Two')]);
    expect(text).to.contain('1. One').and.contain('2. Two');
    expect(html).to.contain('<ol start="2">');
  });

  it('signs in the language of the guest, and with the hotel itself where nothing is set', () => {
    const signature = { es: 'Un saludo', en: 'Kind regards' };
    const text: Part[] = [{ type: 'text', text: 'x' }];
    expect(letter(text, { signature }, 'es').text).to.match(/-- \nUn saludo$/);
    expect(letter(text, { signature }, 'fr').text).to.match(/-- \n(Un saludo|Kind regards)$/);
    expect(letter(text).text).to.contain(aProperty().name);
  });

  it('says nothing when there is nothing to say', () => {
    expect(render([], undefined, optionsSchema.parse({ oauth }), aProperty())).to.deep.equal([]);
  });

  it('lets no words of a guest become HTML', () => {
    const { html } = letter([{ type: 'text', text: '<img src=x onerror=alert(1)> https://a.example.com/"onclick="x' }]);
    expect(html).to.not.contain('<img').and.not.contain('"onclick');
  });
});

describe('gmail: compose', () => {
  it('names a mail the same each time', () => {
    expect(messageIdOf('0b7e:2', 'hotel@example.com')).to.equal('<0b7e.2@botones.example.com>');
  });

  it('keeps a subject that answers already, and folds a long one', async () => {
    const original = {
      threadId: 't',
      messageId: '<m@x.example>',
      references: [],
      subject: `RE: ${'habitación '.repeat(30)}`,
      from: { address: 'a@x.example', name: '' },
      replyTo: null,
    };
    const from = { name: 'Hotel "Miramar", S.L.', address: 'hotel@example.com' };
    const raw = await compose(
      {
        id: 'x:1',
        mailbox: 'hotel@example.com',
        from,
        to: { name: '', address: 'a@x.example' },
        original,
        subject: '',
      },
      { text: 'Sí', html: '<p>Sí</p>', handoff: false },
    );
    const head = raw.toString().split('\r\n\r\n')[0] ?? '';
    expect(head).to.not.match(/Subject: Re: RE:/i);
    for (const line of head.split('\r\n')) expect(line.length).to.be.at.most(100);
  });
});
