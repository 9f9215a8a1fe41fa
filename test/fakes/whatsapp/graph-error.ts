import { type Answer, json } from '../http.ts';

/** Meta's words for a code, and the HTTP status it usually comes with. Clients must decide on the code alone. */
const table: Readonly<Record<number, readonly [status: number, title: string]>> = {
  0: [401, 'AuthException'],
  1: [400, 'API Unknown'],
  2: [503, 'API Service'],
  3: [500, 'API Method'],
  4: [400, 'API Too Many Calls'],
  10: [403, 'Application does not have permission for this action'],
  100: [400, 'Invalid parameter'],
  190: [401, 'Invalid OAuth access token'],
  200: [403, 'API Permission'],
  368: [403, 'Temporarily blocked for policies violations'],
  2500: [400, 'Unknown path components'],
  80007: [400, 'Rate limit issues'],
  130403: [400, 'User is blocked by the business'],
  130429: [400, 'Rate limit hit'],
  130472: [400, "User's number is part of an experiment"],
  130497: [403, 'Business account is restricted from messaging users in this country'],
  131000: [500, 'Something went wrong'],
  131005: [403, 'Access denied'],
  131008: [400, 'Required parameter is missing'],
  131009: [400, 'Parameter value is not valid'],
  131016: [500, 'Service unavailable'],
  131021: [400, 'Recipient cannot be sender'],
  131026: [400, 'Message undeliverable'],
  131030: [400, 'Recipient phone number not in allowed list'],
  131031: [403, 'Account has been locked'],
  131042: [400, 'Business eligibility payment issue'],
  131045: [500, 'Incorrect certificate'],
  131047: [400, 'Re-engagement message'],
  131048: [400, 'Spam rate limit hit'],
  131049: [400, 'This message was not delivered to maintain healthy ecosystem engagement'],
  131050: [400, 'Unable to deliver the message: the user has stopped marketing messages'],
  131051: [400, 'Unsupported message type'],
  131052: [400, 'Media download error'],
  131053: [400, 'Media upload error'],
  131056: [400, '(Business Account, Consumer Account) pair rate limit hit'],
  131057: [500, 'Account in maintenance mode'],
  131062: [400, 'Business-scoped user ids are not supported for this message'],
  131064: [403, 'Messaging is restricted for this account'],
  132000: [400, 'Number of parameters does not match the expected number of params'],
  132001: [404, 'Template name does not exist in the translation'],
  132005: [400, 'Translated text too long'],
  132007: [400, 'Template format character policy violated'],
  132012: [400, 'Parameter format does not match format in the created template'],
  132015: [400, 'Template is paused'],
  132016: [400, 'Template is disabled'],
  132018: [400, 'There is an issue with the parameters in your template'],
  133004: [503, 'Server temporarily unavailable'],
  133010: [400, 'Phone number not registered'],
  135000: [400, 'Generic user error'],
};

export interface ErrorParts {
  details?: string;
  subcode?: number;
  /** In place of `(#code) title`. */
  message?: string;
  status?: number;
}

/** A refusal in the form of the Graph API. */
export class GraphError extends Error {
  readonly code: number;
  readonly parts: ErrorParts;

  constructor(code: number, parts: ErrorParts = {}) {
    super(parts.message ?? `(#${code}) ${titleOf(code)}`);
    this.code = code;
    this.parts = parts;
  }
}

export function titleOf(code: number): string {
  return table[code]?.[1] ?? 'Unknown error';
}

export function errorAnswer(error: GraphError, traceId: string): Answer {
  const { details, subcode, status = table[error.code]?.[0] ?? 400 } = error.parts;
  return json(
    {
      error: {
        message: error.message,
        type: 'OAuthException',
        code: error.code,
        ...(details === undefined ? {} : { error_data: { messaging_product: 'whatsapp', details } }),
        ...(subcode === undefined ? {} : { error_subcode: subcode }),
        fbtrace_id: traceId,
      },
    },
    status,
  );
}

/** The same trouble as a webhook tells it. */
export function errorItem(code: number, details = titleOf(code)) {
  const title = titleOf(code);
  const href = 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/';
  return { code, title, message: title, error_data: { details }, href };
}
