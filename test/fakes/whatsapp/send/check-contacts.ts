import { anything, type Check, isObject, list, notValid, object, text } from './fields.ts';

const line = text(1000, { min: 0 });
const names = ['first_name', 'last_name', 'middle_name', 'suffix', 'prefix'];

const name: Check = (value, at) => {
  object({ formatted_name: text(1000) }, Object.fromEntries(names.map((key) => [key, line])))(value, at);
  if (!isObject(value) || !names.some((key) => value[key])) {
    throw notValid(`${at} needs formatted_name and at least one other part of the name.`);
  }
};
const many = (...keys: string[]) => list(0, 100, object({}, Object.fromEntries(keys.map((key) => [key, line]))));

export const contacts = list(
  1,
  257,
  object(
    { name },
    {
      addresses: many('street', 'city', 'state', 'zip', 'country', 'country_code', 'type'),
      birthday: line,
      emails: many('email', 'type'),
      org: object({}, { company: line, department: line, title: line }),
      phones: many('phone', 'type', 'wa_id'),
      urls: many('url', 'type'),
      vcard: anything,
    },
  ),
  'contacts',
);
