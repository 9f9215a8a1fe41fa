import { readFileSync } from 'node:fs';
import type { Property } from '@botones/contract';
import { escapeHtml } from './escape-html.ts';
import { pageTexts } from './texts.ts';

const scene = readFileSync(new URL('./scene.svg', import.meta.url), 'utf8');

export interface PageContent {
  property: Property;
  /** All that the page can show; `language` is the one it starts with. */
  languages: readonly string[];
  language: string;
  taglines: Readonly<Record<string, string>>;
  stars: number | undefined;
  /** Colour of the browser's own frame, `#rrggbb`. */
  accent: string;
  /** Inline style sheet, as its hash in the CSP has it. */
  sheet: string;
  /** Address of the widget's script. */
  script: string;
}

/** The whole page. Texts stand in every language; the root's `lang` says which of them is shown. */
export function renderPage({
  property,
  languages,
  language,
  taglines,
  stars,
  accent,
  sheet,
  script,
}: PageContent): string {
  const inEach = (say: (language: string) => string | undefined) =>
    languages.map((one) => `<span data-lang="${one}" lang="${one}">${escapeHtml(say(one) ?? '')}</span>`).join('');
  const name = escapeHtml(property.name);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${escapeHtml(pageTexts[language]?.title(property.name) ?? property.name)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="theme-color" content="${accent}">
<link rel="icon" href="${drawIcon(accent)}">
<style>${sheet}</style>
<script async src="${escapeHtml(script)}"></script>
</head>
<body>
<div class="scene">${scene}</div>
<main>
<section class="hero">
${stars ? drawStars(stars) : ''}
<h1>${name}</h1>
<p class="tagline">${inEach((one) => taglines[one] ?? pageTexts[one]?.tagline)}</p>
<address class="contact">${contacts(property)}</address>
</section>
<div class="chat">
<botones-chat mode="page" lang="${language}"></botones-chat>
<noscript>${inEach((one) => pageTexts[one]?.noScript)}</noscript>
</div>
</main>
</body>
</html>
`;
}

function contacts({ address, phone, email }: Property): string {
  const items = [
    address && `<span>${escapeHtml(`${address.street}, ${address.postalCode} ${address.city}`)}</span>`,
    phone && `<a href="tel:${escapeHtml(phone.replaceAll(' ', ''))}">${escapeHtml(phone)}</a>`,
    email && `<a href="mailto:${escapeHtml(email)}">${escapeHtml(email)}</a>`,
  ];
  return items.filter(Boolean).join('\n');
}

function drawStars(count: number): string {
  const star = 'd="M8 1l1.9 4.6 5 .4-3.8 3.2 1.2 4.8L8 11.4 3.7 14l1.2-4.8L1.1 6l5-.4z"';
  const row = Array.from({ length: count }, (_, index) => `<path transform="translate(${index * 20} 0)" ${star}/>`);
  const size = `width="${count * 20}" height="16" viewBox="0 0 ${count * 20} 16"`;
  return `<svg class="stars" ${size} fill="currentColor" role="img" aria-label="${count} ★">${row.join('')}</svg>`;
}

function drawIcon(accent: string): string {
  const bell = '<path d="M7 20a9 9 0 0 1 18 0zM6 22h20v2H6zM15 8h2v3h-2z" fill="#f0d9ae"/>';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="16" fill="${accent}"/>${bell}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
