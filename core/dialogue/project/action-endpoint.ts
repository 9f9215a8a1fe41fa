import { z } from 'zod';
import type { Piece, Resilience } from '../../config/config.ts';
import type { Findings } from '../../config/findings.ts';
import { resilienceSchema } from '../../config/property/resilience-schema.ts';
import { checkShape } from '../../config/yaml/check-shape.ts';

/** Where a Rasa action server listens, and what it wants to be told. */
export interface ActionEndpoint {
  /** With the token in its query, where there is one. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Of ours, beside Rasa's keys: the project's own figures for calls of it. */
  readonly resilience?: Resilience | undefined;
}

const text = z.union([z.string(), z.number()]).transform(String);
const schema = z.looseObject({
  url: z.url({ protocol: /^https?$/ }).describe('where the action server listens: http://localhost:5055/webhook'),
  headers: z.record(z.string(), text).optional(),
  token: text.optional(),
  token_name: z.string().optional(),
  basic_auth: z.looseObject({ username: text, password: text }).optional(),
  resilience: resilienceSchema.optional(),
});

/** Reads `action_endpoint:` of an endpoints.yml; null where there is none, or none that can be used. */
export function readActionEndpoint(piece: Piece, findings: Findings): ActionEndpoint | null {
  if ((piece.value ?? null) === null) return null;
  const given = checkShape(schema, piece, findings);
  if (given === null) return null;
  const url = new URL(given.url);
  if (given.token !== undefined) url.searchParams.set(given.token_name ?? 'token', given.token);
  const { username, password } = given.basic_auth ?? {};
  const secret = username === undefined ? null : Buffer.from(`${username}:${password}`).toString('base64');
  const { resilience } = given;
  return {
    url: url.href,
    headers: { ...given.headers, ...(secret !== null && { authorization: `Basic ${secret}` }) },
    ...(resilience && { resilience }),
  };
}
