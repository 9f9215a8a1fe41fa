import type { Request } from '../../http.ts';
import { invalid } from '../google-error.ts';

/** The JSON object of a body; an empty body is an empty object. @throws GoogleError 400. */
export function readObject({ body }: Pick<Request, 'body'>): Record<string, unknown> {
  if (body.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw invalid('Invalid JSON payload received. Unexpected token.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid('Invalid JSON payload received. Root element must be a message.');
  }
  return value as Record<string, unknown>;
}

/** A whole number of the query within bounds. @throws GoogleError 400. */
export function countOf(query: URLSearchParams, name: string, otherwise: number, most: number): number {
  const given = query.get(name);
  if (given === null || given === '') return otherwise;
  if (!/^\d+$/.test(given)) throw invalid(`Invalid value at '${name}' (TYPE_UINT32), "${given}"`);
  // Google takes more than it gives, and 0 for the default.
  return Math.min(Number(given) || otherwise, most);
}
