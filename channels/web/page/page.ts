import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ChannelContext, HttpAnswer, HttpRequest } from '@botones/contract';
import type { Bundle } from '../bundle.ts';
import type { Options } from '../options.ts';
import type { Settings } from '../settings.ts';
import { renderPage } from './markup.ts';

const styles = readFileSync(new URL('./page.css', import.meta.url), 'utf8');

/** `GET /`: a page of the hotel with the chat on it. `?lang=en` wins over what the browser asks for. */
export function servePage(
  context: ChannelContext<Options>,
  { languages, theme }: Settings,
  { version }: Bundle,
  request: HttpRequest,
): HttpAnswer {
  const sheet = makeSheet(theme, languages);
  const body = renderPage({
    property: context.property,
    languages,
    language: chooseLanguage(request, languages),
    taglines: context.options.tagline,
    stars: context.options.stars,
    accent: theme.accent,
    sheet,
    script: `${context.basePath}/widget.js?v=${version}`,
  });
  const headers = { ...pageHeaders(sheet), etag: `"${hash(body).slice(0, 16)}"` };
  return request.headers['if-none-match'] === headers.etag ? { status: 304, headers } : { status: 200, headers, body };
}

function makeSheet({ accent, ink, paper }: Settings['theme'], languages: readonly string[]): string {
  const others = languages.map((one) => `:root[lang="${one}"] [data-lang]:not([data-lang="${one}"]){display:none}`);
  return `:root{--accent:${accent};--ink:${ink};--paper:${paper}}${others.join('')}${styles}`;
}

/** Nothing from elsewhere runs or is styled here; pictures of rooms may come from the hotel's own https sites. */
function pageHeaders(sheet: string): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'sha256-${hash(sheet, 'base64')}'`,
    "img-src 'self' https: data:",
    "media-src 'self' https:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ];
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'cache-control': 'no-cache',
    vary: 'accept-language',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': 'camera=(), microphone=(self), geolocation=()',
  };
}

function chooseLanguage(request: HttpRequest, languages: readonly string[]): string {
  const wishes = [request.query.get('lang') ?? '', ...(request.headers['accept-language'] ?? '').split(',')];
  const primaries = wishes.map((wish) => wish.trim().toLowerCase().split(/[-;]/)[0]);
  return primaries.find((primary) => primary !== undefined && languages.includes(primary)) ?? languages[0] ?? 'en';
}

function hash(text: string, encoding: 'base64' | 'base64url' = 'base64url'): string {
  return createHash('sha256').update(text).digest(encoding);
}
