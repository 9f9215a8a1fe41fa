const LINKS = ['https:', 'tel:', 'mailto:'];

/** The address, if a guest may follow it; everything else (`javascript:`, `data:`, plain http) is shown as text. */
export function safeLink(url: string): string | null {
  return URL.canParse(url) && LINKS.includes(new URL(url).protocol) ? url : null;
}

/** The address of a picture, recording or file: https, or from where the chat itself comes. */
export function safeMedia(url: string | undefined, base: string): string | null {
  if (!url || !URL.canParse(url, base)) return null;
  const whole = new URL(url, base);
  return whole.protocol === 'https:' || whole.origin === new URL(base).origin ? whole.href : null;
}
