/** Ids in Meta's forms, the same in every run. */
export interface Ids {
  wamid(phone: string): string;
  bsuid(phone: string): string;
  media(): string;
  /** Of a media URL. */
  token(): string;
  trace(): string;
}

/** The country that a business-scoped id begins with. */
const countries: readonly (readonly [prefix: string, country: string])[] = [
  ['1', 'US'],
  ['34', 'ES'],
  ['33', 'FR'],
  ['44', 'GB'],
  ['49', 'DE'],
  ['52', 'MX'],
  ['54', 'AR'],
  ['55', 'BR'],
];

export function countIds(): Ids {
  let count = 0;
  const next = () => {
    count += 1;
    return count;
  };
  return {
    wamid(phone) {
      const bytes = Buffer.from(
        `\x1d\x18${phone}\x15\x02${next().toString(16).toUpperCase().padStart(20, '3EB0')}\x00`,
      );
      return `wamid.${bytes.toString('base64')}`;
    },
    bsuid(phone) {
      const country = countries.find(([prefix]) => phone.startsWith(prefix))?.[1] ?? 'US';
      return `${country}.${1349000000000000 + next()}`;
    },
    media: () => String(1479500000000000 + next()),
    token: () => `AQ${Buffer.from(`media-${next()}`).toString('base64url')}`,
    trace: () => `A${Buffer.from(`trace-${next()}`).toString('base64url')}`,
  };
}
