import { addressesOf } from '../mail/addresses.ts';
import { headerOf, splitEntity } from '../mail/headers.ts';

/** What the checks of the sender gave. `keep`: as the mail itself has it, for recorded ones. */
export type Checks = 'pass' | 'fail' | 'none' | 'keep';

/** A mail with the lines that Google's servers put above it. */
export function stamp(raw: Buffer, to: string, checks: Checks, at: Temporal.Instant): Buffer {
  const { headers } = splitEntity(raw);
  const [from = ''] = addressesOf(headerOf(headers, 'from'));
  const domain = from.split('@')[1] ?? 'unknown.invalid';
  const recorded = headers.find(({ name }) => name.toLowerCase() === 'authentication-results');
  const kept = checks === 'keep' && recorded !== undefined;
  const result = checks === 'keep' ? 'none' : checks;
  const lines = [`Delivered-To: ${to}`];
  if (headerOf(headers, 'return-path') === undefined) lines.push(`Return-Path: <${from}>`);
  lines.push(`Received: by 2002:a05:6000:fake with SMTP id x; ${new Date(at.epochMilliseconds).toUTCString()}`);
  if (!kept) {
    lines.push(
      [
        'Authentication-Results: mx.google.com;',
        ` dkim=${result} header.i=@${domain} header.s=s1;`,
        ` spf=${result} (google.com: domain of ${from}) smtp.mailfrom=${from};`,
        ` dmarc=${result} (p=REJECT sp=REJECT dis=NONE) header.from=${domain}`,
      ].join('\r\n      '),
    );
  }
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n`), raw]);
}
