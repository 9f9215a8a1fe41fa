import { createHash, timingSafeEqual } from 'node:crypto';
import type { HttpAnswer } from '@botones/contract';
import type { Metrics } from '../telemetry/metrics.ts';
import { problem } from './answer.ts';

/** Figures for whoever watches; with a token only for who brings it, as Prometheus' `authorization:` does. */
export async function answerMetrics(
  { register }: Metrics,
  token: string | null,
  authorization: string | undefined,
): Promise<HttpAnswer> {
  if (token !== null && !brings(authorization, token)) {
    return problem(401, 'unauthorized', 'Bring the token: Authorization: Bearer <METRICS_TOKEN>.', {
      'www-authenticate': 'Bearer realm="metrics"',
    });
  }
  return { status: 200, headers: { 'content-type': register.contentType }, body: await register.metrics() };
}

/** Digests have one length, and take the same time to compare wherever they differ. */
function brings(authorization: string | undefined, token: string): boolean {
  const [, brought = ''] = /^bearer +(\S+)\s*$/i.exec(authorization ?? '') ?? [];
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(brought), digest(token));
}
