import { expect } from 'chai';
import { badToken } from '../../fakes/gmail/google-error.ts';
import { type Hotel, openHotel } from './hotel.ts';

const head = (...lines: string[]) =>
  [
    'From: Ana <ana@example.org>',
    'To: hotel@example.com',
    'Subject: A question',
    'MIME-Version: 1.0',
    ...lines,
    '',
  ].join('\r\n');
const of = (charset: string, encoding: string) =>
  `Content-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: ${encoding}`;

/** Mails as they are on the wire: the bytes behind the head, and the words in them. */
const letters: Record<string, { lines: string[]; body: string | Buffer; words: string }> = {
  'quoted-printable in Latin 1': {
    lines: [of('iso-8859-1', 'quoted-printable')],
    body: '=BFHay sitio ma=F1ana a las =\r\nocho?',
    words: '¿Hay sitio mañana a las ocho?',
  },
  'eight bits of Latin 1 with the signs of Windows': {
    lines: [of('iso-8859-1', '8bit')],
    body: Buffer.from('80', 'hex'),
    words: '€',
  },
  'base64 in UTF-8, from right to left': {
    lines: [of('utf-8', 'base64')],
    body: Buffer.from('هل توجد غرفة لشخصين؟').toString('base64'),
    words: 'هل توجد غرفة لشخصين؟',
  },
  'Shift-JIS': { lines: [of('Shift_JIS', '8bit')], body: Buffer.from('975c96f1', 'hex'), words: '予約' },
  'ISO-2022-JP': {
    lines: [of('iso-2022-jp', '7bit')],
    body: Buffer.from('1b2442 4d3d4c73 1b2842'.replaceAll(' ', ''), 'hex'),
    words: '予約',
  },
  'GB 18030': { lines: [of('gb18030', '8bit')], body: Buffer.from('d4a4b6a9', 'hex'), words: '预订' },
  'KOI8-R': { lines: [of('koi8-r', '8bit')], body: Buffer.from('eecfcdc5d2', 'hex'), words: 'Номер' },
  'a charset that nobody knows': {
    lines: [of('x-martian', '8bit')],
    body: 'Is a room free?',
    words: 'Is a room free?',
  },
  'an emoji of several people': {
    lines: [of('utf-8', '8bit')],
    body: 'For us: 👨‍👩‍👧',
    words: 'For us: 👨‍👩‍👧',
  },
  'HTML alone': {
    lines: ['Content-Type: text/html; charset=utf-8'],
    body: '<style>p{}</style><p>Is a <b>room</b> free?</p><p>We are 2 &amp; a child.</p>',
    words: 'Is a room free?\n\nWe are 2 & a child.',
  },
  'no type at all': { lines: [], body: 'Is a room free?', words: 'Is a room free?' },
};

const png = Buffer.from('89504e470d0a1a0a', 'hex');

/** Words in two forms with a picture of their layout, and beside them a large file and an invitation: three levels. */
const nested = (pdf: Buffer) =>
  [
    head('Content-Type: multipart/mixed; boundary=m'),
    '--m',
    'Content-Type: multipart/related; boundary=r',
    '',
    '--r',
    'Content-Type: multipart/alternative; boundary=a',
    '',
    '--a',
    of('utf-8', '8bit'),
    '',
    'Here is the receipt.',
    '--a',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p>Here is the <i>receipt</i>.<img src="cid:logo"></p>',
    '--a--',
    '--r',
    'Content-Type: image/png',
    'Content-ID: <logo>',
    'Content-Disposition: inline; filename=logo.png',
    'Content-Transfer-Encoding: base64',
    '',
    png.toString('base64'),
    '--r--',
    '--m',
    'Content-Type: application/pdf; name="=?utf-8?Q?recibo_n=C2=BA_1.pdf?="',
    `Content-Disposition: attachment; filename*=utf-8''recibo%20n%C2%BA%201.pdf`,
    'Content-Transfer-Encoding: base64',
    '',
    pdf.toString('base64').replace(/.{76}/g, '$&\r\n'),
    '--m',
    'Content-Type: text/calendar; method=REQUEST; charset=utf-8',
    '',
    'BEGIN:VCALENDAR\r\nEND:VCALENDAR',
    '--m--',
  ].join('\r\n');

describe('gmail: a mail', () => {
  let hotel: Hotel;
  let files: { name: string | undefined; mime: string; bytes: number }[];
  before(async () => {
    const put = async ({ name, mime, bytes }: { name?: string; mime: string; bytes: Uint8Array }) => {
      files.push({ name, mime, bytes: bytes.length });
      return { id: String(files.length), mime, bytes: bytes.length, sha256: 'x' };
    };
    hotel = await openHotel({}, { media: { put, get: async () => null } } as never);
    await hotel.look();
  });
  beforeEach(() => {
    files = [];
  });
  after(() => hotel.close());

  for (const [form, { lines, body, words }] of Object.entries(letters)) {
    it(`is read in ${form}`, async () => {
      hotel.google.deliver(Buffer.concat([Buffer.from(head(...lines)), Buffer.from('\r\n'), Buffer.from(body)]));
      const [message] = await hotel.look();
      expect(message?.parts).to.deep.equal([{ type: 'text', text: words }]);
    });
  }

  it('is read three levels deep: its words once, its files whole, and no picture of its layout', async () => {
    // So large that Gmail gives it by an id where a mail is asked for in parts.
    const pdf = Buffer.alloc(300_000, '%PDF-1.7 ');
    hotel.google.deliver(nested(pdf));
    const [message] = await hotel.look();
    expect(message?.parts[0]).to.deep.equal({ type: 'text', text: 'Here is the receipt.' });
    expect(message?.parts.slice(1).map(({ type }) => type)).to.deep.equal(['document', 'document']);
    expect(files).to.deep.equal([
      { name: 'recibo nº 1.pdf', mime: 'application/pdf', bytes: pdf.length },
      { name: 'invite.ics', mime: 'text/calendar', bytes: 'BEGIN:VCALENDAR\nEND:VCALENDAR\n'.length },
    ]);
  });

  it('is read whole though its token ends in the middle of a look', async () => {
    for (const text of ['one', 'two', 'three']) await hotel.guest.writes({ subject: 'S', text });
    let gets = 0;
    const isSecond = ({ method }: { method: string | null }) => method === 'messages.get' && ++gets === 2;
    hotel.google.mishaps.next({ kind: 'error', error: badToken() }, { when: isSecond });
    const read = await hotel.look();
    expect(read.map(({ parts: [part] }) => part?.type === 'text' && part.text)).to.deep.equal(['one', 'two', 'three']);
    expect(hotel.google.calls.filter(({ method }) => method === 'token').length).to.be.greaterThan(1);
  });
});
