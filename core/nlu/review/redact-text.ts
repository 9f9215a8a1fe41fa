/** What names a person or an account, in the order in which it is looked for. */
const personal: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/https?:\/\/\S+|www\.\S+/giu, 'LINK'],
  [/[^\s@]+@[^\s@]+\.[^\s@]+/gu, 'EMAIL'],
  [/\b[A-Z]{2}\d{2}(?:\s?[A-Z\d]{4}){3,7}(?:\s?[A-Z\d]{1,4})?\b/gu, 'ACCOUNT'],
  [/\b\d{8}[A-Za-z]\b|\b[XYZ]\d{7}[A-Za-z]\b/gu, 'ID'],
  [/\b(?:[A-Z]{1,3}\d{6,9})\b/gu, 'ID'],
  [/(?<![\p{L}\p{N}])\+?(?:\d[\s().-]?){7,}\d/gu, 'NUMBER'],
  [
    /(?<=\b(?:me llamo|mi nombre es|soy|my name is|i am|i'm|this is|a nombre de|in the name of|under the name(?: of)?)\s)(?:\p{Lu}[\p{L}'’-]+)(?:\s+(?:(?:del|de|la|van|von)\b|\p{Lu}[\p{L}'’-]+))*/gu,
    'NAME',
  ],
];

/**
 * A guest's message without what names the guest: links, mail addresses, account, passport and phone numbers, and
 * names where the words before give them away. On one line.
 */
export function redactText(text: string): string {
  let redacted = text.normalize('NFC');
  for (const [pattern, instead] of personal) redacted = redacted.replace(pattern, instead);
  return redacted.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
}
