import { expect } from 'chai';
import { type RobotEnvelope, robotSignals } from '../../../../channels/gmail/robots/index.ts';
import { relayDomains } from '../../../../channels/gmail/robots/relays.ts';

const guest: RobotEnvelope = {
  from: 'ana@example.org',
  to: ['hotel@example.com'],
  cc: [],
  subject: 'Room for two',
  own: new Set(['hotel@example.com', 'reservas@example.com']),
  labels: ['INBOX', 'UNREAD', 'CATEGORY_PERSONAL'],
  relays: relayDomains,
  ignoredCategories: ['PROMOTIONS', 'SOCIAL', 'FORUMS'],
  onlyAddressed: true,
};

const headers = (lines: Readonly<Record<string, string>>) =>
  new Map(Object.entries(lines).map(([name, value]) => [name.toLowerCase(), [value]]));

const signals = (lines: Readonly<Record<string, string>>, wishes: Partial<RobotEnvelope> = {}) =>
  robotSignals(headers(lines), { ...guest, ...wishes });

describe('robotSignals', () => {
  const robots: readonly [name: string, lines: Record<string, string>, wishes: Partial<RobotEnvelope>, code: string][] =
    [
      ['an automatic reply', { 'Auto-Submitted': 'auto-replied' }, {}, 'auto_replied'],
      ['a generated mail', { 'Auto-Submitted': 'auto-generated (cron)' }, {}, 'auto_submitted'],
      ['any other value', { 'Auto-Submitted': 'yes' }, {}, 'auto_submitted'],
      ['bulk', { Precedence: 'bulk' }, {}, 'precedence'],
      ['a list by precedence', { Precedence: 'List' }, {}, 'precedence'],
      ['junk', { Precedence: 'junk' }, {}, 'precedence'],
      ['auto_reply by precedence', { Precedence: 'auto_reply' }, {}, 'precedence'],
      ['a list', { 'List-Id': 'Hoteliers <hoteliers.lists.example.org>' }, {}, 'list'],
      ['a newsletter', { 'List-Unsubscribe': '<https://example.org/u>', 'Feedback-ID': '1:2:x' }, {}, 'list'],
      ['a list that takes posts', { 'List-Post': '<mailto:l@example.org>' }, {}, 'list'],
      ['what wants no answer', { 'X-Auto-Response-Suppress': 'All' }, {}, 'suppress'],
      ['X-Autoreply', { 'X-Autoreply': 'yes' }, {}, 'auto_reply_header'],
      ['X-Autorespond', { 'X-Autorespond': 'Room for two' }, {}, 'auto_reply_header'],
      ['X-Loop', { 'X-Loop': 'hotel@example.com' }, {}, 'loop'],
      ['X-Failed-Recipients', { 'X-Failed-Recipients': 'x@example.net' }, {}, 'failed_recipients'],
      ['an empty return path', { 'Return-Path': '<>' }, {}, 'null_sender'],
      ['a bounce', { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=x' }, {}, 'report'],
      ['a read receipt', { 'Content-Type': 'Multipart/Report; report-type=disposition-notification' }, {}, 'report'],
      ['the mail system', {}, { from: 'mailer-daemon@googlemail.com' }, 'program_address'],
      ['the postmaster', {}, { from: 'postmaster@example.org' }, 'program_address'],
      ['no-reply', {}, { from: 'no-reply@accounts.example.com' }, 'program_address'],
      ['noreply with a name before', {}, { from: 'billing-noreply@example.com' }, 'program_address'],
      ['donotreply', {}, { from: 'donotreply@bank.example' }, 'program_address'],
      ['do_not_reply', {}, { from: 'do_not_reply@bank.example' }, 'program_address'],
      ['ne-pas-repondre', {}, { from: 'ne-pas-repondre@sncf.example' }, 'program_address'],
      ['bounces', {}, { from: 'bounces+123@news.example' }, 'program_address'],
      ['ourselves', {}, { from: 'hotel@example.com' }, 'own_address'],
      ['an alias of ours', {}, { from: 'reservas+web@example.com' }, 'own_address'],
      ['a mail of our own', { 'Message-ID': '<abc@botones.example.com>' }, {}, 'own_mail'],
      ['a mail of our own by its header', { 'X-Botones': 'item-1' }, {}, 'own_mail'],
      ['spam', {}, { labels: ['SPAM'] }, 'label'],
      ['a chat', {}, { labels: ['CHAT'] }, 'label'],
      ['promotions', {}, { labels: ['INBOX', 'CATEGORY_PROMOTIONS'] }, 'category'],
      ['forums', {}, { labels: ['INBOX', 'CATEGORY_FORUMS'] }, 'category'],
      [
        'a mail that we only have a copy of',
        {},
        { to: ['other@example.net'], cc: ['hotel@example.com'] },
        'not_addressed',
      ],
      ['a mail to hidden recipients', {}, { to: [] }, 'not_addressed'],
      ['an absence with a second sign', { 'Feedback-ID': 'x' }, { subject: 'Abwesenheitsnotiz: Re: Room' }, 'subject'],
      ['no sender', {}, { from: '' }, 'no_sender'],
      [
        'a relay that answers by itself',
        { 'Auto-Submitted': 'auto-replied' },
        { from: '1-x@guest.booking.com' },
        'auto_replied',
      ],
      ['a relay that returns our mail', { 'Return-Path': '<>' }, { from: '1-x@guest.booking.com' }, 'null_sender'],
    ];
  for (const [name, lines, wishes, code] of robots) {
    it(`leaves alone: ${name}`, () => expect(signals(lines, wishes)).to.include(code));
  }

  const people: readonly [name: string, lines: Record<string, string>, wishes: Partial<RobotEnvelope>][] = [
    ['a guest', { 'Return-Path': '<ana@example.org>', 'Content-Type': 'text/plain' }, {}],
    ['Auto-Submitted: no', { 'Auto-Submitted': 'no' }, {}],
    ['Auto-Submitted: no, with a comment', { 'Auto-Submitted': 'No (a person)' }, {}],
    ['Precedence: normal', { Precedence: 'normal' }, {}],
    ['X-Auto-Response-Suppress: None', { 'X-Auto-Response-Suppress': 'None' }, {}],
    ['a subject about absence alone', {}, { subject: 'Out of office party for 20 people' }],
    ['a feedback id alone', { 'Feedback-ID': 'x' }, {}],
    ['an alias that was written to', {}, { to: ['reservas+booking@example.com'] }],
    ['a name that begins like a program', {}, { from: 'noreen.plyer@example.org' }],
    ['a copy where copies are answered', {}, { to: ['x@y.example'], onlyAddressed: false }],
    ['updates, which hold bookings', {}, { labels: ['INBOX', 'CATEGORY_UPDATES'] }],
    [
      'a guest of Booking.com',
      {
        'List-Unsubscribe': '<x>',
        Precedence: 'bulk',
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'OOF',
      },
      { from: 'noreply-4711@guest.booking.com', labels: ['INBOX', 'CATEGORY_PROMOTIONS'] },
    ],
    ['a guest of Airbnb', { Precedence: 'bulk' }, { from: 'abc@guest.airbnb.com' }],
    ['another id of the word botones', { 'Message-ID': '<abc@botones.example.org>' }, {}],
  ];
  for (const [name, lines, wishes] of people) {
    it(`lets pass: ${name}`, () => expect(signals(lines, wishes)).to.deep.equal([]));
  }

  it('takes a lookalike of a relay for what it is', () => {
    expect(signals({ Precedence: 'bulk' }, { from: 'x@guest.booking.com.evil.example' })).to.include('precedence');
    expect(signals({ Precedence: 'bulk' }, { from: 'x@evilguest.booking.com' })).to.include('precedence');
  });

  it('knows absences in many languages', () => {
    const subjects = [
      'Automatic reply: Room',
      'Re: Out of Office',
      'Automatische Antwort: Zimmer',
      'Respuesta automática: Habitación',
      'Réponse automatique : chambre',
      'Risposta automatica: camera',
      'Resposta automática: quarto',
      'Automatisch antwoord: kamer',
      'Frånvaro',
      'Automaattinen vastaus: huone',
      'Odpowiedź automatyczna: pokój',
      'Automatická odpověď: pokoj',
      'Автоматический ответ: номер',
      'Αυτόματη απάντηση',
      'Otomatik yanıt: oda',
      '自動返信: 予約',
      '自动回复：预订',
      '자동 회신: 객실',
    ];
    for (const subject of subjects) expect(signals({ 'Feedback-ID': 'x' }, { subject }), subject).to.include('subject');
  });
});
