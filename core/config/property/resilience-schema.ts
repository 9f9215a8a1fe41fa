import { type Operation, pmsOperations } from '@botones/contract';
import { z } from 'zod';
import { advise } from '../yaml/advise.ts';

const seconds = z.number().positive().max(3_600);
const rate = z.strictObject({ calls: z.int().min(1), seconds });

const figures = z
  .strictObject({
    timeoutSeconds: seconds.describe('longest time for one try; default 30'),
    deadlineSeconds: seconds.describe('longest time for all tries with their pauses; default 60'),
    tries: z.int().min(1).max(10).describe('tries of a read, or of a write with its key; default 3'),
    backoff: z
      .strictObject({
        firstSeconds: seconds.describe('pause before the second try, doubled before each further one; default 1'),
        maxSeconds: seconds.describe('longest pause; default 4'),
      })
      .partial()
      .describe('{firstSeconds: 1, maxSeconds: 4}'),
    breaker: z
      .strictObject({
        failures: z.int().min(1).max(1_000).describe('failures in a row that open it; default 5'),
        halfOpenSeconds: seconds.describe('rest before one call may try again; default 30'),
      })
      .partial()
      .describe('{failures: 5, halfOpenSeconds: 30}'),
    concurrency: z.int().min(1).describe('calls under way at once in one process; default as many as come'),
    pacing: rate.describe('calls of one process, spread evenly: {calls: 5, seconds: 1}; default none'),
    limit: rate.describe('calls of all processes together: {calls: 100, seconds: 60}; default none'),
  })
  .partial();

/** How calls to one outside system are treated. */
export const resilienceSchema = figures
  .superRefine(checkTimes)
  .describe('deadlines, tries, breaker and limits of its calls: {timeoutSeconds: 30}');

const cacheable = Object.entries<Operation>(pmsOperations).flatMap(([name, operation]) =>
  operation.does === 'read' && operation.cacheSeconds !== undefined ? [[name, operation.cacheSeconds] as const] : [],
);
const kept = z.number().min(0).max(86_400);

/** The same for the PMS, whose answers may be kept. */
export const pmsResilienceSchema = figures
  .extend({
    cache: z
      .union([
        z.literal(false),
        z
          .strictObject({
            seconds: z
              .strictObject(
                Object.fromEntries(
                  cacheable.map(([name, given]) => [name, kept.describe(`default ${given}; 0: always asked anew`)]),
                ),
              )
              .partial()
              .describe('how long an answer may be given again: {getRoomTypes: 600, searchOffers: 10}'),
            staleSeconds: kept.describe(
              'how much longer names and pictures may be shown while the PMS fails; default 3600',
            ),
          })
          .partial(),
      ])
      .describe('false, or {seconds: {searchOffers: 10}}')
      .optional(),
  })
  .superRefine(checkTimes)
  .describe('deadlines, tries, breaker, limits and cache of its calls: {timeoutSeconds: 30}');

function checkTimes(
  { timeoutSeconds, deadlineSeconds, backoff }: z.output<typeof figures>,
  context: z.core.$RefinementCtx,
) {
  if (timeoutSeconds !== undefined && deadlineSeconds !== undefined && timeoutSeconds > deadlineSeconds) {
    const message = advise(
      `a try of ${timeoutSeconds} s would outlast deadlineSeconds ${deadlineSeconds}`,
      'lower it, or raise deadlineSeconds, which holds for all tries together',
    );
    context.addIssue({ code: 'custom', path: ['timeoutSeconds'], message });
  }
  const { firstSeconds, maxSeconds } = backoff ?? {};
  if (firstSeconds !== undefined && maxSeconds !== undefined && firstSeconds > maxSeconds) {
    const message = advise(`the first pause is longer than maxSeconds ${maxSeconds}`, 'lower it, or raise maxSeconds');
    context.addIssue({ code: 'custom', path: ['backoff', 'firstSeconds'], message });
  }
}
