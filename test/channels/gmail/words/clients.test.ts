import { expect } from 'chai';
import fc from 'fast-check';
import { guestWords, type Written } from '../../../../channels/gmail/words/index.ts';

const quote = '> Dear guest,\n> we are happy to help.\n>\n> Hotel';
const mails: [string, string | Written, string][] = [
  [
    'gmail wrapped',
    `Yes please, two nights.\n\nOn Sun, 22 Nov 2026 at 11:00, Hotel Miramar, Reservations\n<hotel@example.com> wrote:\n\n${quote}`,
    'Yes please, two nights.',
  ],
  [
    'nowrap no quote marks',
    `Yes.\n\nOn Sun, Nov 22, 2026 at 11:00 AM Hotel <h@example.com> wrote:\n\nDear guest,\nwe are happy`,
    'Yes.',
  ],
  ['text directly above', `See you\nOn Sun, 22 Nov 2026 at 11:00 Hotel <h@example.com> wrote:\n${quote}`, 'See you'],
  [
    'es',
    `Sí, gracias.\n\nEl dom, 22 nov 2026 a las 11:00, Hotel (<h@example.com>)\nescribió:\n\n${quote}`,
    'Sí, gracias.',
  ],
  [
    'de gmail',
    `Ja, gerne.\n\nAm So., 22. Nov. 2026 um 11:00 Uhr schrieb Hotel <\nh@example.com>:\n${quote}`,
    'Ja, gerne.',
  ],
  ['de thunderbird', `Ja.\n\nAm 22.11.26 um 11:00 schrieb Hotel:\n${quote}`, 'Ja.'],
  ['nl', `Ja graag.\n\nOp zo 22 nov 2026 om 11:00 schreef Hotel <h@example.com>:\n${quote}`, 'Ja graag.'],
  ['sv', `Ja tack.\n\nDen sön 22 nov. 2026 kl 11:00 skrev Hotel <h@example.com>:\n${quote}`, 'Ja tack.'],
  ['pl', `Tak.\n\nW dniu 22.11.2026 o 11:00, Hotel pisze:\n${quote}`, 'Tak.'],
  ['pl2', `Tak.\n\nniedz., 22 lis 2026 o 11:00 Hotel <h@example.com> napisał(a):\n${quote}`, 'Tak.'],
  ['ru', `Да.\n\nвс, 22 нояб. 2026 г. в 11:00, Hotel <h@example.com>:\n${quote}`, 'Да.'],
  ['ru mail', `Да.\n\n>Воскресенье, 22 ноября 2026, 11:00 +03:00 от Hotel <h@example.com>:\n>\n>Dear`, 'Да.'],
  ['ja', `はい。\n\n2026年11月22日(日) 11:00 Hotel <h@example.com>:\n${quote}`, 'はい。'],
  ['zh', `好的。\n\nHotel <h@example.com> 于2026年11月22日周日 11:00写道：\n${quote}`, '好的。'],
  ['ko', `네.\n\n2026년 11월 22일 (일) 오전 11:00, Hotel <h@example.com>님이 작성:\n${quote}`, '네.'],
  ['tr', `Evet.\n\nHotel <h@example.com>, 22 Kas 2026 Paz, 11:00 tarihinde şunu yazdı:\n${quote}`, 'Evet.'],
  ['cs', `Ano.\n\nne 22. 11. 2026 v 11:00 odesílatel Hotel <h@example.com> napsal:\n${quote}`, 'Ano.'],
  ['fi', `Kyllä.\n\nsu 22. marrask. 2026 klo 11.00 Hotel (h@example.com) kirjoitti:\n${quote}`, 'Kyllä.'],
  ['hu', `Igen.\n\nHotel <h@example.com> ezt írta (időpont: 2026. nov. 22., V, 11:00):\n${quote}`, 'Igen.'],
  ['ca', `Sí.\n\nMissatge de Hotel <h@example.com> del dia dg., 22 de nov. 2026 a les 11:00:\n${quote}`, 'Sí.'],
  ['fr', `Oui merci.\n\nLe dim. 22 nov. 2026 à 11:00, Hotel <h@example.com> a\nécrit :\n\n${quote}`, 'Oui merci.'],
  [
    'outlook en',
    `Yes.\r\n\r\n________________________________\r\nFrom: Hotel <h@example.com>\r\nSent: Sunday, November 22, 2026 11:00 AM\r\nTo: Ana\r\nSubject: Re: Room\r\n\r\nDear guest`,
    'Yes.',
  ],
  [
    'outlook es noruler',
    `Sí.\n\nDe: Hotel Miramar <h@example.com> \nEnviado el: domingo, 22 de noviembre de 2026 11:00\nPara: Ana <a@example.org>\nAsunto: RE: Habitación\n\nEstimada`,
    'Sí.',
  ],
  [
    'outlook de',
    `Ja.\n\nVon: Hotel [mailto:h@example.com]\nGesendet: Sonntag, 22. November 2026 11:00\nAn: Ana\nBetreff: AW: Zimmer\n\nSehr geehrte`,
    'Ja.',
  ],
  [
    'outlook fr',
    `Oui.\n\nDe : Hotel <h@example.com>\nEnvoyé : dimanche 22 novembre 2026 11:00\nÀ : Ana\nObjet : RE: Chambre\n\nChère`,
    'Oui.',
  ],
  [
    'outlook bold mac',
    `Yes.\n\n*From: *Hotel <h@example.com>\n*Date: *Sunday, 22 November 2026 at 11:00\n*To: *Ana <a@example.org>\n*Subject: *Re: Room\n\nDear guest`,
    'Yes.',
  ],
  ['original message', `Yes.\n\n-----Original Message-----\nFrom: Hotel\nSent: Sunday\n\nDear`, 'Yes.'],
  ['de original', `Ja.\n\n-----Ursprüngliche Nachricht-----\nVon: Hotel\nGesendet: So\n\nDear`, 'Ja.'],
  [
    'gmx',
    `Ja.\n\nGesendet: Sonntag, 22. November 2026 um 11:00 Uhr\nVon: "Hotel" <h@example.com>\nAn: ana@example.org\nBetreff: Re: Zimmer\nSehr geehrte`,
    'Ja.',
  ],
  [
    'yahoo',
    `Yes\n\n    On Sunday, November 22, 2026 at 11:00:00 AM GMT+1, Hotel <h@example.com> wrote:  \n \n Dear guest`,
    'Yes',
  ],
  [
    'proton',
    `Yes\n\nSent with Proton Mail secure email.\n\nOn Sunday, November 22nd, 2026 at 11:00, Hotel <h@example.com> wrote:\n\n${quote}`,
    'Yes',
  ],
  [
    'iphone',
    `Yes.\n\nSent from my iPhone\n\n> On 22 Nov 2026, at 11:00, Hotel <h@example.com> wrote:\n> \n> Dear`,
    'Yes.',
  ],
  [
    'iphone es',
    `Sí.\n\nEnviado desde mi iPhone\n\n> El 22 nov 2026, a las 11:00, Hotel <h@example.com> escribió:\n> \n> Dear`,
    'Sí.',
  ],
  [
    'samsung',
    `Si, gracias\n\nEnviado desde mi Galaxy\n\n-------- Mensaje original --------\nDe: Hotel <h@example.com> \nFecha: 22/11/26 11:00 (GMT+01:00) \nPara: ana@example.org \nAsunto: Re: Hab \nHola`,
    'Si, gracias',
  ],
  [
    'outlook ios',
    `Yes please\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\nFrom: Hotel <h@example.com>\nSent: Sunday\nTo: Ana\nSubject: x\n\nDear`,
    'Yes please',
  ],
  ['bottom', `On Sun, 22 Nov 2026, Hotel wrote:\n${quote}\n\nYes, both.\n\n-- \nAna`, 'Yes, both.'],
  [
    'inline',
    `On Sun, 22 Nov 2026 at 11:00 Hotel <h@example.com> wrote:\n> Which room?\nThe double.\n\n> Which day?\nMonday.`,
    'The double.\nMonday.',
  ],
  ['sig', `Do you have parking?\n\n-- \nAna García\nDirector\nTel. +34 600 000 000`, 'Do you have parking?'],
  [
    'card',
    `Do you have parking?\n\nKind regards,\nAna García\nSales Director\nACME S.L.\nTel: +34 600 000 000\nwww.example.com`,
    'Do you have parking?\n\nKind regards,\nAna García',
  ],
  [
    'disclaimer',
    `¿Tienen parking?\n\nSaludos,\nAna\n\nAVISO LEGAL: Este mensaje es confidencial y va dirigido a...`,
    '¿Tienen parking?\n\nSaludos,\nAna',
  ],
  [
    'user writes from:',
    `I come\nfrom: Madrid\nto the hotel by car. Is there parking?`,
    'I come\nfrom: Madrid\nto the hotel by car. Is there parking?',
  ],
  [
    'user list:',
    `Hello, my friend wrote two things:\nfirst parking\nsecond breakfast`,
    'Hello, my friend wrote two things:\nfirst parking\nsecond breakfast',
  ],
  [
    'user time list',
    `We arrive on 3 May 2027 at 11:00:\nis that fine?`,
    'We arrive on 3 May 2027 at 11:00:\nis that fine?',
  ],
  [
    'contact',
    `My details:\nName: Ana\nTo: 5 May\nEmail: ana@example.org`,
    'My details:\nName: Ana\nTo: 5 May\nEmail: ana@example.org',
  ],
  [
    'forward',
    `---------- Forwarded message ---------\nFrom: Eva <eva@example.org>\nDate: Sun, 22 Nov 2026 at 11:00\nSubject: Room\nTo: Ana <a@example.org>\n\n\nDo you have a room on 3 May?`,
    'Do you have a room on 3 May?',
  ],
  [
    'forward with words',
    `Can you answer this?\n\nBegin forwarded message:\n\n> From: Eva <eva@example.org>\n> Subject: Room\n> Date: 22 November 2026\n> To: a@example.org\n> \n> Do you have a room?`,
    'Can you answer this?\n\nDo you have a room?',
  ],
  [
    'fw outlook',
    {
      plain: `See below\n\nFrom: Eva <eva@example.org>\nSent: Sunday\nTo: Ana\nSubject: Room\n\nDo you have a room?`,
      subject: 'FW: Room',
    },
    'See below\n\nDo you have a room?',
  ],
  [
    'de a',
    `Hola, quisiera una doble.\nDe: 3 de mayo\nA: 5 de mayo\nPersonas: 2`,
    'Hola, quisiera una doble.\nDe: 3 de mayo\nA: 5 de mayo\nPersonas: 2',
  ],
  ['from to', `A double room\nFrom: 3 May\nTo: 5 May\nThanks`, 'A double room\nFrom: 3 May\nTo: 5 May\nThanks'],
  [
    'form',
    `Name: Ana\nFrom: 3 May 2027\nTo: 5 May 2027\nEmail: ana@example.org\nMessage: is there parking?`,
    'Name: Ana\nFrom: 3 May 2027\nTo: 5 May 2027\nEmail: ana@example.org\nMessage: is there parking?',
  ],
  [
    'pt',
    `Sim, obrigado.\n\nEm dom., 22 de nov. de 2026 às 11:00, Hotel <h@example.com> escreveu:\n\n> Caro`,
    'Sim, obrigado.',
  ],
  [
    'it outlook',
    `Sì, confermo.\n\nDa: Hotel <h@example.com>\nInviato: domenica 22 novembre 2026 11:00\nA: Ana\nOggetto: R: Camera\n\nGentile`,
    'Sì, confermo.',
  ],
  [
    'pt outlook',
    `Sim.\n\nDe: Hotel <h@example.com>\nEnviada em: domingo, 22 de novembro de 2026 11:00\nPara: Ana\nAssunto: RES: Quarto\n\nCara`,
    'Sim.',
  ],
  [
    'nl outlook',
    `Ja.\n\nVan: Hotel <h@example.com>\nVerzonden: zondag 22 november 2026 11:00\nAan: Ana\nOnderwerp: RE: Kamer\n\nBeste`,
    'Ja.',
  ],
  [
    'ru outlook',
    `Да.\n\nОт: Hotel <h@example.com>\nОтправлено: 22 ноября 2026 г. 11:00\nКому: Ana\nТема: RE: Номер\n\nDear`,
    'Да.',
  ],
  [
    'zh outlook',
    `好的\n\n发件人: Hotel <h@example.com>\n发送时间: 2026年11月22日 11:00\n收件人: Ana\n主题: 回复: 房间\n\nDear`,
    '好的',
  ],
  [
    'qq',
    `好的\n\n\n------------------ 原始邮件 ------------------\n发件人: "Hotel" <h@example.com>;\n发送时间: 2026年11月22日\n\nDear`,
    '好的',
  ],
  [
    'sent from sep',
    `Yes\n\nSent from Mail for Windows\n\nFrom: Hotel\nSent: Sunday\nTo: a@example.org\nSubject: x\n\nDear`,
    'Yes',
  ],
  [
    'de sig',
    `Haben Sie Parkplätze?\n\nMit freundlichen Grüßen\nAnna Muster\n\nMuster GmbH\nTelefon: +49 30 1234567`,
    'Haben Sie Parkplätze?\n\nMit freundlichen Grüßen\nAnna Muster',
  ],
  [
    'de iphone',
    `Ja, passt.\n\nVon meinem iPhone gesendet\n\n> Am 22.11.2026 um 11:00 schrieb Hotel <h@example.com>:\n> \n> \uFEFF\n> Dear`,
    'Ja, passt.',
  ],
  [
    'thanks then phone q',
    `Thanks,\nAna\n\nPS: can you call me at +34 600 000 000?`,
    'Thanks,\nAna\n\nPS: can you call me at +34 600 000 000?',
  ],
  [
    'our own quoted reply',
    `2\n\nOn Sun, 22 Nov 2026 at 11:00 Hotel Miramar <h@example.com> wrote:\n\n> 1. Doble\n> 2. Suite`,
    '2',
  ],
  ['quote header in gt', `Yes\n\n> -----Original Message-----\n> From: Hotel\n> Dear`, 'Yes'],
  [
    'nested',
    `OK\n\nOn Mon, 23 Nov 2026 at 10:00, H <h@example.com> wrote:\n> Fine\n>\n> On Sun, 22 Nov 2026 at 11:00, Ana <a@example.org> wrote:\n>> Hi`,
    'OK',
  ],
  ['exchange', `Yes\n\n---- On Sun, 22 Nov 2026 11:00:00 +0100 Hotel <h@example.com> wrote ----\n\nDear`, 'Yes'],
  [
    'zoho',
    `Sí\n\n\n\n---- Activado dom, 22 nov 2026 11:00:00 +0100, Hotel <h@example.com> escribió ----\n\nDear`,
    'Sí',
  ],
  ['html owa x_', { html: '<div>Yes</div><div id="x_divRplyFwdMsg"><b>Da:</b> H<br></div><div>old</div>' }, 'Yes'],
  [
    'html thunderbird',
    {
      html: '<p>Yes</p><div class="moz-cite-prefix">Am 22.11.26 um 11:00 schrieb Hotel:<br></div><blockquote type="cite" cite="mid:x"><p>old</p></blockquote><p>Below</p><div class="moz-signature">-- <br>Ana</div>',
    },
    'Yes\nBelow',
  ],
  [
    'html gmx',
    {
      html: '<div style="font-family: Verdana">Ja<div>&nbsp;</div><div name="quote" style="margin:10px"><div><b>Gesendet:</b> So</div><div><b>Von:</b> H</div>old</div></div>',
    },
    'Ja',
  ],
  [
    'html proton',
    {
      html: '<div>Yes</div><div class="protonmail_signature_block"><div>Sent with Proton</div></div><div class="protonmail_quote">On Sunday wrote:<br><blockquote class="protonmail_quote" type="cite">old</blockquote></div>',
    },
    'Yes',
  ],
  [
    'html outlook ios',
    {
      html: '<div dir="auto">Yes</div><div id="ms-outlook-mobile-signature"><div>Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a></div></div><div id="mail-editor-reference-message-container"><hr><div id="divRplyFwdMsg">From</div>old</div>',
    },
    'Yes',
  ],
  [
    'html table',
    { html: '<table><tr><td>Arrival</td><td>3 May</td></tr><tr><td>Guests</td><td>2</td></tr></table>' },
    'Arrival 3 May\nGuests 2',
  ],
  ['quote alone', quote, quote],
  [
    'html gmail',
    {
      html: '<div dir="ltr">Yes <b>please</b></div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Sun, 22 Nov 2026 at 11:00, Hotel &lt;<a>h@example.com</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0px"><div>Dear</div></blockquote></div>',
    },
    'Yes please',
  ],
  [
    'html gmail inline',
    {
      html: '<div class="gmail_quote"><div class="gmail_attr">On … wrote:</div><blockquote class="gmail_quote"><div>Which room?</div></blockquote><div>The double.</div><blockquote class="gmail_quote"><div>Which day?</div></blockquote><div>Monday</div></div>',
    },
    'The double.\nMonday',
  ],
  [
    'html outlook web',
    {
      html: '<div>Yes</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg" dir="ltr"><b>From:</b> Hotel<br><b>Sent:</b> x<br></div><div>Dear guest</div>',
    },
    'Yes',
  ],
  [
    'html outlook desktop',
    {
      html: '<div class=WordSection1><p class=MsoNormal>Yes<o:p></o:p></p><p class=MsoNormal>&nbsp;</p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class=MsoNormal><b>Von:</b> Hotel &lt;h@example.com&gt; <br><b>Gesendet:</b> Sonntag<br><b>An:</b> Ana<br><b>Betreff:</b> x</p></div></div><p>Dear</p></div>',
    },
    'Yes',
  ],
  [
    'html apple',
    {
      html: '<div>Yes<br>please</div><div><br><blockquote type="cite"><div>On 22 Nov 2026, at 11:00, Hotel wrote:</div><div>old</div></blockquote></div>',
    },
    'Yes\nplease',
  ],
  [
    'html yahoo',
    {
      html: '<div>Yes</div><div id="yahoo_quoted_123" class="yahoo_quoted"><div>On Sunday wrote:</div><div>old</div></div>',
    },
    'Yes',
  ],
  [
    'html sig',
    { html: '<div>Yes</div><div class="gmail_signature" data-smartmail="gmail_signature">Ana, Director</div>' },
    'Yes',
  ],
  [
    'html fwd gmail',
    {
      html: '<div dir="ltr"><br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>From: <strong>Eva</strong> &lt;e@example.org&gt;<br>Date: Sun<br>Subject: Room<br>To: a@example.org<br></div><br><br><div>Do you have a room?</div></div></div>',
    },
    'Do you have a room?',
  ],
  [
    'html indent',
    {
      html: '<div>We need:</div><blockquote style="margin:0 0 0 40px;border:none;padding:0px"><div>a cot</div></blockquote>',
    },
    'We need:\n\na cot',
  ],
  ['html preheader', { html: '<div style="display:none;max-height:0">Preview</div><p>Hello</p>' }, 'Hello'],
];

describe('gmail: the words of a guest, by client and language', () => {
  for (const [what, mail, words] of mails) {
    it(what, () => expect(guestWords(typeof mail === 'string' ? { plain: mail } : mail).words).to.equal(words));
  }

  it('never fails, never comes back empty, and never grows, whatever is written', () => {
    const pieces = fc.constantFrom(
      ...[
        'On Sun, 22 Nov 2026 at 11:00, H <h@example.com> wrote:',
        '> ',
        '>',
        '-- ',
        '----',
        '****',
        'From: a@b.example',
        'De:',
      ],
      ...[
        'Subject: x',
        'Sent from my iPhone',
        'Kind regards',
        '---------- Forwarded message ---------',
        '\u0001block',
        ' ',
        '',
      ],
      ...['<div class="gmail_quote">', '<blockquote>', '</blockquote>', '</div>', '<br>', 'hello?', '\r', '\u00a0'],
    );
    const text = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 30 });
    fc.assert(
      fc.property(text, text, fc.constantFrom('', 'Fwd: x'), (plain, html, subject) => {
        const given = { plain: plain.join('\n'), html: html.join('') };
        const { words } = guestWords({ ...given, subject });
        expect(words.length).to.be.at.most(given.plain.length + given.html.length + 100);
        if (/[a-z]{3}/.test(given.plain)) expect(words).not.to.equal('');
      }),
      { numRuns: 500 },
    );
  });

  it('reads what is large and odd in reasonable time', () => {
    const wrote = 'On Sun, 22 Nov 2026 at 11:00, H <h@example.com> wrote:\n\n> x\n\n';
    for (const large of [
      wrote.repeat(3_000),
      '*'.repeat(200_000),
      '1 '.repeat(100_000),
      'a:\n'.repeat(60_000),
      '>'.repeat(200_000),
    ])
      expect(guestWords({ plain: large }).words).to.be.a('string');
    expect(guestWords({ html: '<div class="gmail_quote"><blockquote>'.repeat(5_000) }).words).to.equal('');
  });
});
