import type { Content } from './content.ts';
import { isObject, type Json, objectAt, objectsAt, textAt } from './read.ts';

/** Cards of an address book, written out for the people who will use them. */
export function readContacts(message: Json): Content | null {
  const lines = objectsAt(message, 'contacts').flatMap((card) => {
    const name = nameIn(objectAt(card, 'name'));
    const numbers = objectsAt(card, 'phones').map((phone) => textAt(phone, 'phone') ?? textAt(phone, 'wa_id'));
    const mails = objectsAt(card, 'emails').map((mail) => textAt(mail, 'email'));
    const said = [name, ...numbers, ...mails].filter((text) => text !== undefined);
    const line = (said.length > 0 ? said : linesOfCard(textAt(card, 'vcard') ?? '')).join(', ');
    return line === '' ? [] : [line];
  });
  return lines.length === 0 ? null : { parts: [{ type: 'text', text: lines.join('\n') }], staff: 'contacts' };
}

function nameIn(name: Json): string | undefined {
  const pieces = ['first_name', 'last_name'].map((key) => textAt(name, key)).filter(Boolean);
  return textAt(name, 'formatted_name') ?? (pieces.length > 0 ? pieces.join(' ') : undefined);
}

/** Name, numbers and mails of a vCard, where the platform gives nothing else. */
function linesOfCard(card: string): string[] {
  return [...card.matchAll(/^(?:[\w-]+\.)?(?:FN|TEL|EMAIL)(?:;[^:\r\n]*)?:(?:tel:|mailto:)?([^\r\n]+)/gim)].map(
    ([, value = '']) => value.trim(),
  );
}

/** A form that was filled in. Its answers are JSON in a string, which may be broken, or no object. */
export function readForm(reply: Json): Content {
  const text = textAt(reply, 'body') ?? textAt(reply, 'name') ?? 'flow';
  const answers = answersIn(reply);
  const whole = answers === '' ? {} : { whole: `${text}\n${answers}` };
  return { parts: [{ type: 'text', text }], staff: 'flow', ...whole };
}

function answersIn(reply: Json): string {
  const said = textAt(reply, 'response_json') ?? '';
  let answers: unknown = objectAt(reply, 'response_json');
  try {
    if (said !== '') answers = JSON.parse(said);
  } catch {
    return said;
  }
  if (!isObject(answers)) return said;
  // What ties the form to the place it was opened from is of use to programs alone.
  const lines = Object.entries(answers).filter(([key]) => key !== 'flow_token');
  return lines.map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`).join('\n');
}

export function readOrder(of: Json): Content | null {
  const items = objectsAt(of, 'product_items').map((item) => {
    const [price, currency] = [textAt(item, 'item_price'), textAt(item, 'currency')];
    const cost = price === undefined ? '' : ` (${[price, currency].filter(Boolean).join(' ')})`;
    return `${textAt(item, 'quantity') ?? '1'} × ${textAt(item, 'product_retailer_id') ?? '?'}${cost}`;
  });
  const text = [textAt(of, 'text'), ...items].filter(Boolean).join('\n');
  return text === '' ? null : { parts: [{ type: 'text', text }], staff: 'order' };
}
