import { openDesk } from '../../../channels/web/desk.ts';
import { options } from '../../../channels/web/options.ts';
import { signToken } from '../../../channels/web/token.ts';
import { makeChannelContext } from '../../support/channel-context.ts';
import { MemoryTranscript } from '../../support/memory-transcript.ts';

export const noon = Temporal.Instant.from('2026-06-01T12:00:00Z');

/** A desk at noon on 1 June 2026, whose clock moves by `pass`. */
export function makeDesk(given: object = {}) {
  let time = noon;
  const transcript = new MemoryTranscript();
  const context = makeChannelContext({ options: options.parse(given), transcript, now: () => time });
  const desk = openDesk(context, ['es', 'en']);
  return {
    desk,
    transcript,
    close: context.close,
    pass(seconds: number) {
      time = time.add({ seconds });
    },
    /** Headers of a guest with a valid token. */
    bearer(session = 'guest-1', account = 'miramar') {
      const expires = desk.seconds() + 3600;
      return { authorization: `Bearer ${signToken(desk.key, { account, session, expires })}` };
    },
  };
}

/** The body of an answer as JSON. */
export function bodyOf(answer: { body?: unknown }): unknown {
  return typeof answer.body === 'string' ? JSON.parse(answer.body) : answer.body;
}
