import { parseArgs } from 'node:util';

export interface GmailCrashOptions {
  /** Unread at the start; a tenth of them comes in besides while the run goes on. */
  mails: number;
  seed: number;
}

export function readGmailOptions(args: string[]): GmailCrashOptions {
  const { values } = parseArgs({
    args,
    options: { mails: { type: 'string', default: '5000' }, seed: { type: 'string', default: '1' } },
  });
  const number = (name: keyof typeof values, least: number) => {
    const value = Number(values[name]);
    if (Number.isInteger(value) && value >= least) return value;
    throw new RangeError(`--${name} must be a whole number from ${least} on.`);
  };
  return { mails: number('mails', 10), seed: number('seed', 1) };
}
