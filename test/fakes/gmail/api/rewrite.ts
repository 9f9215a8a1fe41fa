import { addressesOf, idsOf } from '../mail/addresses.ts';
import { headerOf, splitEntity } from '../mail/headers.ts';
import type { Mailbox } from '../mailbox/mailbox.ts';
import type { World } from '../world.ts';

let count = 0;

/** A sent mail as Gmail passes it on: without Bcc, with its own sender, a date and a Message-ID. */
export function rewrite(given: Buffer, mailbox: Mailbox, { clock, settings }: World): Buffer {
  const { headers } = splitEntity(given);
  const text = given.toString('latin1');
  const end = /\r?\n\r?\n|$/.exec(text)?.index ?? text.length;
  let lines = text.slice(0, end).split(/\r?\n(?![ \t])/);
  const named = (name: string) => (line: string) => line.toLowerCase().startsWith(`${name}:`);
  const without = (name: string) => {
    lines = lines.filter((line) => !named(name)(line));
  };
  without('bcc');
  const [sender] = addressesOf(headerOf(headers, 'from'));
  if (sender === undefined || (sender !== mailbox.address && !mailbox.aliases.has(sender))) {
    const [old] = lines.filter(named('from'));
    without('from');
    const name = /^from:\s*("[^"]*"|[^<"]*)</i.exec(old ?? '')?.[1]?.trim() ?? '';
    lines.unshift(`From: ${name ? `${name} ` : ''}<${mailbox.address}>`);
    if (sender !== undefined) lines.push(`X-Google-Original-From: ${sender}`);
  }
  if (!lines.some(named('date')))
    lines.push(`Date: ${new Date(clock.now().epochMilliseconds).toUTCString().replace('GMT', '+0000')}`);
  const [id] = idsOf(headerOf(headers, 'message-id'));
  const foreign = id !== undefined && !id.toLowerCase().endsWith(`@${mailbox.address.split('@')[1]}>`);
  if (id === undefined || (settings.messageIds === 'replace' && foreign)) {
    count += 1;
    without('message-id');
    lines.push(`Message-ID: <CA+fake${count}.${clock.now().epochMilliseconds}@mail.gmail.com>`);
    if (id !== undefined) lines.push(`X-Google-Original-Message-ID: ${id}`);
  }
  const body = text.slice(end).replace(/^\r?\n\r?\n/, '');
  return Buffer.from(`${lines.filter(Boolean).join('\r\n')}\r\n\r\n${body}`, 'latin1');
}
