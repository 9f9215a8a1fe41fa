import type { FormHandle, Handle, NamedReply, Outcome } from '@botones/contract';

/** The parts of a handler with a form, each of them there. */
export function partsOf(made: Handle | FormHandle): Required<FormHandle> {
  if (typeof made === 'function') return { handle: made, questions: {}, check: () => ({ replies: [] }) };
  return { questions: {}, check: () => ({ replies: [] }), ...made };
}

/** Names of what is said, cards by those of their responses. */
export function saidBy({ replies }: Outcome): string[] {
  return replies.flatMap((reply) => {
    if ('response' in reply) return [reply.response];
    return 'cards' in reply ? reply.cards.map(({ response }) => response) : reply.parts.map(({ type }) => type);
  });
}

/** The values of one response; of the first card that has it. */
export function valuesOf({ replies }: Outcome, response: string): Readonly<Record<string, unknown>> | undefined {
  const named = replies.flatMap((reply): NamedReply[] => {
    if ('response' in reply) return [reply];
    return 'cards' in reply ? reply.cards : [];
  });
  return named.find((one) => one.response === response)?.values;
}
