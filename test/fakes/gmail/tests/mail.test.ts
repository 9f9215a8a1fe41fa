import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { simpleParser } from 'mailparser';
import { openRig, type Rig } from './rig.ts';

const eml = (lines: readonly string[]) => lines.join('\r\n');

describe('mails in the fake Gmail', () => {
  let rig: Rig;

  beforeEach(async () => {
    rig = await openRig();
  });
  afterEach(() => rig.google.close());

  const get = async (bytes: string | Uint8Array) => {
    const { id } = rig.google.deliver(bytes);
    return (await rig.ask(`/messages/${id}`)).body.payload;
  };
  const textOf = (part: { body: { data?: string } }) => Buffer.from(part.body.data ?? '', 'base64url').toString();

  it('gives text as UTF-8, whatever it came in', async () => {
    const head = (charset: string, encoding: string) => [
      'From: =?iso-8859-1?q?Jos=E9?= <jose@example.org>',
      'Subject: =?utf-8?B?SGFiaXRhY2nD?= =?utf-8?B?s24=?=',
      `Content-Type: text/plain; charset=${charset}`,
      `Content-Transfer-Encoding: ${encoding}`,
      '',
    ];
    const latin = await get(eml([...head('iso-8859-1', 'quoted-printable'), 'Ma=F1ana a las =\r\nocho']));
    expect(textOf(latin)).to.equal('Mañana a las ocho');
    const names = Object.fromEntries(
      latin.headers.map(({ name, value }: { name: string; value: string }) => [name, value]),
    );
    expect(names).to.include({ From: 'José <jose@example.org>', Subject: 'Habitación' });
    const japanese = Buffer.concat([
      Buffer.from(eml(head('Shift_JIS', '8bit'))),
      Buffer.from('\r\n'),
      Buffer.from('975c96f1', 'hex'),
    ]);
    expect(textOf(await get(japanese))).to.equal('予約');
    const arabic = Buffer.from('مرحبا').toString('base64');
    expect(textOf(await get(eml([...head('utf-8', 'base64'), arabic])))).to.equal('مرحبا');
  });

  it('numbers parts three levels deep, and gives attachments and attached mails apart', async () => {
    const tree = await get(
      eml([
        'From: a@b.example',
        'Content-Type: multipart/mixed; boundary="m"',
        '',
        'preamble',
        '--m',
        'Content-Type: multipart/related; boundary="r"',
        '',
        '--r',
        'Content-Type: multipart/alternative; boundary="a"',
        '',
        '--a',
        'Content-Type: text/plain',
        '',
        'plain',
        '--a',
        'Content-Type: text/html',
        '',
        '<b>html</b>',
        '--a--',
        '--r',
        'Content-Type: image/gif',
        'Content-ID: <pic>',
        'Content-Transfer-Encoding: base64',
        '',
        'R0lG',
        '--r--',
        '--m',
        "Content-Disposition: attachment; filename*0*=utf-8''r%C3%A9serv; filename*1=ation.eml",
        'Content-Type: message/rfc822',
        '',
        'Subject: inner',
        '',
        'inner words',
        '--m--',
        'epilogue',
      ]),
    );
    // biome-ignore lint/suspicious/noExplicitAny: a tree of the API.
    const flat = (part: any): unknown[] => [
      [part.partId, part.mimeType, part.filename],
      ...(part.parts ?? []).flatMap(flat),
    ];
    expect(flat(tree)).to.deep.equal([
      ['', 'multipart/mixed', ''],
      ['0', 'multipart/related', ''],
      ['0.0', 'multipart/alternative', ''],
      ['0.0.0', 'text/plain', ''],
      ['0.0.1', 'text/html', ''],
      ['0.1', 'image/gif', ''],
      ['1', 'message/rfc822', 'réservation.eml'],
      ['1.0', 'text/plain', ''],
    ]);
    expect(tree.parts[0].parts[1].body).to.include({ size: 3 }).and.have.property('attachmentId');
    expect(textOf(tree.parts[0].parts[0].parts[0])).to.equal('plain');
  });

  it('reads the text that an independent parser reads', async () => {
    const guest = rig.google.guest('Zoë Müller <zoe@example.org>');
    const long = `${'ein sehr langer Satz über Zimmer, '.repeat(20)}\n${'日本語'.repeat(60)}`;
    const { id, raw } = await guest.writes({
      subject: `Anfrage ${'ä'.repeat(80)}`,
      text: long,
      html: `<p>${long}</p>`,
    });
    const parsed = await simpleParser(raw);
    const { payload } = (await rig.ask(`/messages/${id}`)).body;
    expect(textOf(payload.parts[0]).replaceAll('\r\n', '\n').trim()).to.equal(parsed.text?.trim());
    const subject = payload.headers.find(({ name }: { name: string }) => name === 'Subject').value;
    expect(subject).to.equal(parsed.subject);
  });

  it('threads what answers under the same subject, and nothing else', async () => {
    const first = rig.google.deliver('Message-ID: <1@x>\nSubject: Room\nFrom: a@b.example\n\nHello');
    const same = rig.google.deliver('In-Reply-To: <1@x>\nSubject: AW: Room\nFrom: a@b.example\n\nHello');
    const other = rig.google.deliver('In-Reply-To: <1@x>\nSubject: Dinner\nFrom: a@b.example\n\nHello');
    expect(same.threadId).to.equal(first.threadId);
    expect(other.threadId).to.equal(other.id);
  });

  it('searches as Gmail does', async () => {
    const { google } = rig;
    const ids = {
      old: google.deliver('From: Ana <ana@b.example>\nSubject: Room\n\nsea view', { at: '2026-11-01T00:00:00Z' }).id,
      bob: google.deliver('From: bob@c.example\nSubject: Bill\nMessage-ID: <m1@c>\n\nplease').id,
      spam: google.deliver('From: win@d.example\nSubject: Win\n\nmoney', { labels: ['SPAM', 'UNREAD'] }).id,
      read: google.deliver('From: ana@b.example\nSubject: Thanks\n\nfine', { labels: ['INBOX', 'CATEGORY_UPDATES'] })
        .id,
    };
    const names = async (q: string) => {
      const { body } = await rig.ask(`/messages?q=${encodeURIComponent(q)}`);
      return (body.messages ?? []).map(
        ({ id }: { id: string }) => Object.entries(ids).find((one) => one[1] === id)?.[0],
      );
    };
    expect(await names('in:inbox')).to.deep.equal(['read', 'bob', 'old']);
    expect(await names('in:inbox newer_than:2d')).to.deep.equal(['read', 'bob']);
    expect(await names('is:unread -from:bob')).to.deep.equal(['old']);
    expect(await names('in:spam')).to.deep.equal(['spam']);
    expect(await names('in:anywhere from:win')).to.deep.equal(['spam']);
    expect(await names('rfc822msgid:m1@c')).to.deep.equal(['bob']);
    expect(await names('rfc822msgid:<m1@c>')).to.deep.equal(['bob']);
    expect(await names(`after:${Date.UTC(2026, 10, 2) / 1000}`)).to.deep.equal(['read', 'bob']);
    expect(await names('before:2026/11/02')).to.deep.equal(['old']);
    expect(await names('from:bob OR subject:room')).to.deep.equal(['bob', 'old']);
    expect(await names('{from:bob category:updates}')).to.deep.equal(['read', 'bob']);
    expect(await names('-{from:bob category:updates}')).to.deep.equal(['old']);
    expect(await names('"sea view"')).to.deep.equal(['old']);
    expect((await rig.ask('/messages?labelIds=INBOX&labelIds=UNREAD')).body.messages).to.have.length(2);
    expect((await rig.ask('/messages?labelIds=NOPE')).status).to.equal(400);
  });

  it('brings a bounce for a guest who is not there, and stands for the staff', async () => {
    const guest = rig.google.guest('gone@example.org');
    const mail = await guest.writes({ subject: 'Room', text: 'Hello' });
    guest.bounces = true;
    const sent = await rig.google.staffReplies(mail, { text: 'Good day' });
    expect([...sent.labels]).to.deep.equal(['SENT']);
    expect(sent.threadId).to.equal(mail.threadId);
    const bounce = rig.google.mailbox.all().at(-1);
    expect(bounce?.mail.mimeType).to.equal('multipart/report');
    expect(bounce?.raw.toString()).to.match(/^Return-Path: <>/m);
  });

  it('carries mail between two mailboxes', async () => {
    const other = rig.google.addMailbox('other@example.net');
    const token = rig.google.accessToken();
    const raw = Buffer.from('From: hotel@example.com\r\nTo: other@example.net\r\nSubject: Hello\r\n\r\nHello').toString(
      'base64url',
    );
    await rig.ask('/messages/send', { method: 'POST', body: { raw }, token });
    expect(other.mailbox.all().map(({ labels }) => labels.has('INBOX'))).to.deep.equal([true]);
    expect(other.mailbox.all()[0]?.raw.toString()).to.include('dmarc=pass');
  });

  it('reads any file of this repository without failing', () => {
    expect(() => rig.google.deliver(readFileSync(new URL('./rig.ts', import.meta.url)))).to.not.throw();
    expect(() => rig.google.deliver('')).to.not.throw();
    expect(() => rig.google.deliver('Content-Type: multipart/mixed; boundary="\n\n--\n')).to.not.throw();
  });
});
