import type { FakeGmail, Guest } from '../../fakes/gmail/index.ts';

/** A mail to the hotel that is in the run. */
export interface Sent {
  /** Google's. */
  readonly id: string;
  readonly messageId: string;
  readonly guest: Guest;
  readonly isRobot: boolean;
}

const questions = [
  'What time is check-in?',
  'Is there parking at the hotel?',
  'What is the password of the wifi?',
  'May I bring my dog?',
  'What time is breakfast served?',
];

/** Each tenth sender is a program; each fourth guest writes twice. */
export function deliverMail(google: FakeGmail, n: number, at?: Temporal.Instant): Sent {
  const isRobot = n % 10 === 3;
  const guest = google.guest(`Guest <guest-${n % 4 === 1 ? n - 1 : n}@example.org>`);
  const messageId = `<mail-${n}@example.org>`;
  const mail = [
    `From: Guest <${guest.address}>`,
    'To: hotel@example.com',
    `Subject: Question ${n}`,
    `Message-ID: ${messageId}`,
    ...(isRobot ? ['Auto-Submitted: auto-replied'] : []),
    'Content-Type: text/plain; charset=utf-8',
    '',
    questions[n % questions.length],
  ];
  const { id } = google.deliver(mail.join('\r\n'), at === undefined ? {} : { at: at.toString() });
  return { id, messageId, guest, isRobot };
}

/** Unread mail of the last nine days: number 0 is the oldest. */
export function fillMailbox(google: FakeGmail, count: number): Sent[] {
  const now = google.clock.now();
  return Array.from({ length: count }, (_, n) =>
    deliverMail(google, n, now.subtract({ seconds: 60 + Math.round(((count - n) * 9 * 24 * 3600) / count) })),
  );
}
