/** Whether an address is one of ours; what stands behind a plus does not matter. */
export function ownAddress(address: string, own: ReadonlySet<string>): boolean {
  const bare = address.trim().toLowerCase();
  return own.has(bare) || own.has(bare.replace(/\+[^@]*(?=@)/, ''));
}

/** Whether it belongs to one of these domains, or to one below them. */
export function isRelay(address: string, domains: readonly string[]): boolean {
  const domain = address.toLowerCase().split('@').at(-1) ?? '';
  return domains.some((one) => domain === one.toLowerCase() || domain.endsWith(`.${one.toLowerCase()}`));
}

const separator = '(?:^|[._+=-])';
const end = '(?:$|[._+=-]|\\d)';

const programs = [
  '^mailer[._-]?daemon',
  '^mail-?daemon',
  '^postmaster$',
  '^bounces?',
  `${separator}no[._-]?reply${end}`,
  `${separator}do[._-]?not[._-]?reply${end}`,
  `${separator}auto[._-]?(?:reply|responder|mailer)${end}`,
  // The same in other languages.
  `${separator}no[._-]?(?:responder|contestar|respond[ae]s?)${end}`,
  `${separator}n[ae]o[._-]?respond(?:er|a)${end}`,
  `${separator}ne[._-]?pas[._-]?repondre${end}`,
  `${separator}non[._-]?rispondere${end}`,
  `${separator}nicht[._-]?antworten${end}`,
  `${separator}niet[._-]?(?:be)?antwoorden${end}`,
].map((pattern) => new RegExp(pattern));

/** Addresses that nobody reads. */
export function programAddress(address: string): boolean {
  const local = address.toLowerCase().split('@')[0] ?? '';
  return programs.some((pattern) => pattern.test(local));
}
