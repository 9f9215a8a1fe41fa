import { type Card, type Letter, type Part, type Property, wordsOf } from '@botones/contract';
import type { Options } from '../options.ts';
import type { Payload } from '../types.ts';
import { escapeHtml, linkHtml, paragraphs } from './html.ts';

/** A letter that grows part by part, in both forms. */
interface Sheet {
  text: string[];
  html: string[];
  /** Ready answers so far, which are numbered through the whole letter. */
  offered: number;
}

/** Pure: a whole turn → one mail, plain and HTML, with the hotel's signature. */
export function render(
  parts: readonly Part[],
  about: Letter | undefined,
  { signature }: Options,
  property: Property,
): Payload[] {
  const sheet: Sheet = { text: [], html: [], offered: 0 };
  for (const part of parts) write(part, sheet);
  if (sheet.text.every((text) => text.trim() === '')) return [];
  const language = about?.language ?? property.languages[0] ?? 'en';
  const below = signatureOf(signature, language, property);
  const text = [...sheet.text, ...(below === '' ? [] : [`-- \n${below}`])].join('\n\n');
  const foot = below === '' ? '' : `\n<div style="color:#666">${paragraphs(below)}</div>`;
  const html = `<!doctype html>\n<html lang="${escapeHtml(language)}"><body>\n${sheet.html.join('\n')}${foot}\n</body></html>`;
  return [{ text, html, handoff: about?.handoff ?? false }];
}

function write(part: Part, sheet: Sheet): void {
  switch (part.type) {
    case 'choices': {
      add(part.text, sheet);
      list(
        part.choices.map(({ title, description }) => [title, description].filter(Boolean).join(' – ')),
        sheet,
      );
      break;
    }
    case 'cards':
      for (const card of part.cards) writeCard(card, sheet);
      break;
    case 'image':
      picture(part.media.url, part.alt, sheet);
      break;
    case 'document':
    case 'audio':
      link(part.type === 'document' ? part.name : 'audio', part.media.url, sheet);
      break;
    case 'location': {
      const { latitude, longitude } = part;
      const name = wordsOf(part) || `${latitude}, ${longitude}`;
      link(name, `https://www.google.com/maps/search/?api=1&query=${latitude},${longitude}`, sheet);
      break;
    }
    case 'link':
      link(part.title, part.url, sheet);
      break;
    default:
      add(wordsOf(part), sheet);
  }
}

function add(text: string, sheet: Sheet): void {
  if (text.trim() === '') return;
  sheet.text.push(text);
  sheet.html.push(paragraphs(text));
}

/** Answers by number: mail has no buttons. */
function list(titles: readonly string[], sheet: Sheet): void {
  if (titles.length === 0) return;
  const first = sheet.offered + 1;
  sheet.offered += titles.length;
  sheet.text.push(titles.map((title, index) => `${first + index}. ${title}`).join('\n'));
  sheet.html.push(`<ol start="${first}">${titles.map((title) => `<li>${escapeHtml(title)}</li>`).join('')}</ol>`);
}

function writeCard({ title, text, image, choices = [], link: address }: Card, sheet: Sheet): void {
  picture(image?.url, '', sheet);
  sheet.text.push([title, text].filter(Boolean).join('\n'));
  sheet.html.push(`<p><strong>${escapeHtml(title)}</strong></p>${text ? paragraphs(text) : ''}`);
  if (address) link(address.title, address.url, sheet);
  list(
    choices.map((choice) => choice.title),
    sheet,
  );
}

/** Shown where its address is public; its words otherwise. */
function picture(url: string | undefined, alt: string, sheet: Sheet): void {
  if (url !== undefined && /^https:\/\//.test(url)) {
    const words = escapeHtml(alt);
    sheet.html.push(`<p><img src="${escapeHtml(url)}" alt="${words}" style="max-width:100%;border-radius:8px"></p>`);
    if (alt.trim() !== '') sheet.text.push(`${alt}: ${url}`);
  } else add(alt, sheet);
}

function link(title: string, url: string | undefined, sheet: Sheet): void {
  if (url === undefined || !/^(https?:\/\/|tel:|mailto:)/.test(url)) add(title, sheet);
  else {
    sheet.text.push(`${title}: ${url.replace(/^(tel|mailto):/, '')}`);
    sheet.html.push(`<p>${linkHtml(title, url)}</p>`);
  }
}

/** The hotel's own, or its name and how to reach it. */
function signatureOf(signature: Options['signature'], language: string, property: Property): string {
  if (typeof signature === 'string') return signature.trim();
  const own = signature?.[language] ?? signature?.[property.languages[0] ?? ''] ?? Object.values(signature ?? {})[0];
  if (own !== undefined) return own.trim();
  return [property.name, property.phone, property.website].filter(Boolean).join('\n');
}
