import { First } from './0001-first.ts';

/** In the order in which they are applied. */
export const migrations = [{ name: 'First', class: First }];
