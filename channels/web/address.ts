import { isIPv6 } from 'node:net';

/**
 * What counts as one address for limits: an IPv4 address, or the /64 network of an IPv6 address,
 * because one household or phone owns all of its 2^64 addresses.
 */
export function addressKey(ip: string): string {
  if (!isIPv6(ip)) return ip;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped) return mapped;
  const [head = '', tail = ''] = ip.split('%')[0]?.split('::') ?? [];
  const [front, back] = [head, tail].map((side) => side.split(':').filter(Boolean));
  const zeros = Array(Math.max(0, 8 - groups(front) - groups(back))).fill('0');
  return [...(front ?? []), ...zeros, ...(back ?? [])]
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':');
}

/** A dotted IPv4 ending fills two groups. */
function groups(side: readonly string[] = []): number {
  return side.length + (side.at(-1)?.includes('.') ? 1 : 0);
}
