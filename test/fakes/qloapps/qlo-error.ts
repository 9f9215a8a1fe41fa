import type { Answer } from '../http.ts';

/** A refusal as the webservice words it: HTTP status, its own number, a text in the shop's language. */
export class QloError extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Every business error of `bookings` has the same two numbers; only the text tells which. */
export const refused = (text: string) => new QloError(400, 404, text);

/** An exception that nobody caught: success by its status, a page by its content. */
export class FatalError extends Error {}

export const fatalPage: Answer = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<br />\n<b>Fatal error</b>:  Uncaught PrestaShopException: Property Customer->email is not valid in <b>classes/ObjectModel.php</b><br />',
};

/** 500 without a word. */
export class SilentError extends Error {}
