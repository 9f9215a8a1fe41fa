import { BotonesError, type ErrorCode } from '@botones/contract';

/** `field` as the port's page names it: `arrival`, `guest.email`. */
export const invalid = (field: string, sentence: string) =>
  new BotonesError('ERR_PMS_INVALID_INPUT', sentence, { field });

export const refusal = (code: ErrorCode, sentence: string, cause?: unknown) =>
  new BotonesError(code, sentence, cause === undefined ? {} : { cause });

export const codeOf = (error: unknown): unknown => (error as { code?: unknown } | null)?.code;

const said: readonly unknown[] = [
  'ERR_PMS_SOLD_OUT',
  'ERR_PMS_PRICE_CHANGED',
  'ERR_PMS_INVALID_INPUT',
  'ERR_PMS_NOT_FOUND',
  'ERR_PMS_NOT_ALLOWED_BY_POLICY',
  'ERR_PMS_CONFLICT',
  'ERR_PMS_REJECTED',
] satisfies ErrorCode[];

/** The last word on what was asked: nothing of it was done, or it was undone. */
export const isSaid = (error: unknown): boolean => said.includes(codeOf(error));

/** May what was asked have happened all the same? Anything that is no word of the port leaves that open. */
export function isOpen(error: unknown): boolean {
  const code = codeOf(error);
  return typeof code !== 'string' || !code.startsWith('ERR_PMS_') || code === 'ERR_PMS_UNKNOWN_OUTCOME';
}
