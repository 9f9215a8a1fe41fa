import type { Request } from '../../http.ts';
import { invalid } from '../google-error.ts';
import type { Mailbox } from '../mailbox/mailbox.ts';
import type { World } from '../world.ts';

/** What a call of the API has to do with. */
export interface Context {
  world: World;
  request: Request;
  mailbox: Mailbox;
  /** Names in the path. */
  ids: readonly string[];
  scopes: ReadonlySet<string>;
}

/** Bytes in the base64 that Google writes. */
export function encode({ world }: Context, bytes: Buffer): string {
  const text = bytes.toString('base64').replaceAll('+', '-').replaceAll('/', '_');
  return world.settings.base64 === 'padded' ? text : text.replace(/=+$/, '');
}

/** A list under its key, which is left out where the list is empty. */
export function listed(world: World, key: string, items: readonly unknown[]): Record<string, unknown> {
  return items.length > 0 || world.settings.emptyLists === 'empty' ? { [key]: items } : {};
}

/** Cuts one page of a list: `position` of an item is what the token of the next page remembers. */
export function page<T>(
  items: readonly T[],
  token: string | null,
  size: number,
  position: (item: T) => string,
): { items: readonly T[]; nextPageToken?: string } {
  const from = token ? items.findIndex((item) => position(item) === readToken(token)) : 0;
  if (from === -1) throw invalid('Invalid pageToken');
  const some = items.slice(from, from + size);
  const next = items[from + size];
  return next === undefined ? { items: some } : { items: some, nextPageToken: writeToken(position(next)) };
}

const writeToken = (text: string) => Buffer.from(`page ${text}`).toString('base64url');

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString();
  if (!text.startsWith('page ')) throw invalid('Invalid pageToken');
  return text.slice('page '.length);
}
