import { object, oneOf, text } from './fields.ts';

const shape = object(
  { messaging_product: () => {}, status: oneOf('read'), message_id: text(500) },
  { typing_indicator: object({ type: oneOf('text') }) },
);

/** Reads the body of a read mark, with or without a typing indicator. */
export function checkRead(body: Record<string, unknown>): { messageId: string; typing: boolean } {
  shape(body, '');
  return { messageId: String(body.message_id), typing: body.typing_indicator !== undefined };
}
