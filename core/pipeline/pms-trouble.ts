import { BotonesError, type ErrorCode } from '@botones/contract';

/** What a guest hears of a failure of the PMS, and why a person is called; null where none is. */
export interface PmsTrouble {
  readonly response: string;
  readonly handoff: string | null;
}

/** The guest can look for something else, or say it differently. */
const guests: ReadonlySet<ErrorCode> = new Set([
  'ERR_PMS_SOLD_OUT',
  'ERR_PMS_PRICE_CHANGED',
  'ERR_PMS_INVALID_INPUT',
  'ERR_PMS_NOT_FOUND',
  'ERR_PMS_NOT_ALLOWED_BY_POLICY',
  'ERR_PMS_CONFLICT',
]);

/** The PMS did not answer, whoever noticed. */
const silent: ReadonlySet<ErrorCode> = new Set(['ERR_TIMEOUT', 'ERR_BREAKER_OPEN', 'ERR_HTTP_STATUS', 'ERR_BUSY']);

const prefix = 'ERR_PMS_';

/** Null for an error that has nothing to do with the PMS. */
export function pmsTrouble(error: unknown): PmsTrouble | null {
  if (!(error instanceof BotonesError)) return null;
  const { code } = error;
  if (code === 'ERR_PORT_MISSING') return { response: 'utter_pms/missing', handoff: 'pms_missing' };
  if (silent.has(code)) return { response: 'utter_pms/down', handoff: 'pms_down' };
  if (!code.startsWith(prefix)) return null;
  const name = code.slice(prefix.length).toLowerCase();
  const response = `utter_pms/${name}`;
  if (guests.has(code)) return { response, handoff: null };
  return { response, handoff: name.startsWith('pms_') ? name : `pms_${name}` };
}
