import { BotonesError, type ErrorCode } from '@botones/contract';

/** `field` as the port's page names it: `arrival`, `guest.email`. */
export function invalid(field: string, sentence: string): BotonesError {
  return new BotonesError('ERR_PMS_INVALID_INPUT', sentence, { field });
}

export function refusal(code: ErrorCode, sentence: string): BotonesError {
  return new BotonesError(code, sentence);
}
