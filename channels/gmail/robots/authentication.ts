import type { Headers } from './signals.ts';

/** Google's own; whatever stands below it may have come with the mail. */
const google = 'mx.google.com';

/**
 * Whether the sender's domain says that this mail is not from it: DMARC failed, or, where the domain has no DMARC, SPF
 * failed and no signature of the domain holds. Nothing that such a mail asks for may be done without a person.
 */
export function isUnproven(headers: Headers): boolean {
  const top = (headers.get('authentication-results') ?? []).map(withoutComments).find(isOfGoogle);
  if (top === undefined) return false;
  const results = top.split(';').slice(1).map(readResult);
  const of = (method: string) => results.filter((result) => result.method === method);
  const [dmarc] = of('dmarc');
  if (dmarc?.value === 'fail') return true;
  if (dmarc && /pass$/.test(dmarc.value)) return false;
  const domain = domainOf(headers.get('from')?.[0] ?? '');
  const signed = of('dkim').some(({ value, by }) => value === 'pass' && aligned(by, domain));
  return !signed && of('spf').some(({ value }) => value === 'fail');
}

function isOfGoogle(value: string): boolean {
  return (value.split(';')[0] ?? '').trim().toLowerCase().split(/\s/)[0] === google;
}

/** Comments nest, and may hold anything: `spf=pass (google.com: dmarc=fail)`. */
function withoutComments(value: string): string {
  let depth = 0;
  let rest = '';
  for (const sign of value.slice(0, 5000)) {
    if (sign === '(') depth += 1;
    else if (sign === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) rest += sign;
  }
  return rest;
}

interface Result {
  method: string;
  value: string;
  /** The domain that signed. */
  by: string;
}

function readResult(text: string): Result {
  const [, method = '', value = ''] = /^\s*([\w-]+)\s*(?:\/\s*\d+\s*)?=\s*([\w-]+)/.exec(text) ?? [];
  const by = /\bheader\.(?:i|d)\s*=\s*@?([^\s;]+)/i.exec(text)?.[1] ?? '';
  return { method: method.toLowerCase(), value: value.toLowerCase(), by: (by.split('@').at(-1) ?? '').toLowerCase() };
}

function domainOf(from: string): string {
  return (/@([\w.-]+)>?\s*$/.exec(from.trim())?.[1] ?? '').toLowerCase();
}

function aligned(signer: string, domain: string): boolean {
  if (!signer || !domain) return false;
  return signer === domain || domain.endsWith(`.${signer}`) || signer.endsWith(`.${domain}`);
}
