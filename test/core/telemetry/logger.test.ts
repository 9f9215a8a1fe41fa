import { BotonesError } from '@botones/contract';
import { expect } from 'chai';
import { guestMessage } from '../../support/guest-message.ts';
import { makeLogger } from '../../support/log-lines.ts';

const canary = 'canary-8f3a';

/** Everything of a guest, of the hotel's secrets and of the platform that careless code may hand to a logger. */
const message = guestMessage({
  key: canary,
  text: canary,
  providerId: canary,
  guest: { name: canary, phone: canary, email: canary, locale: canary },
  raw: { [canary]: canary },
});

const carelessFields: Record<string, unknown> = {
  message,
  ...message,
  ...message.guest,
  guestKey: canary,
  guest_key: canary,
  body: canary,
  title: canary,
  payload: { text: canary },
  name: canary,
  token: canary,
  authorization: `Bearer ${canary}`,
  headers: { cookie: canary },
  password: canary,
  secret: Buffer.from(canary),
  url: `postgres://u:${canary}@host/db`,
  ip: canary,
  slots: { arrival: canary },
  tracker: { offered: [{ title: canary }] },
  understanding: { entities: [{ value: canary }] },
  lastMessages: [message],
  rows: [[{ deep: { deeper: { deepest: { text: canary } } } }]],
  [canary]: 1,
};

describe('createLogger', () => {
  it('writes a sentence, its fields and the time, one line each', () => {
    const { logger, lines } = makeLogger();
    logger.info({ channel: 'web', seconds: 1.5, error: undefined }, 'A turn was answered');
    const [line] = lines();
    expect(line).to.include({ sentence: 'A turn was answered', channel: 'web', seconds: 1.5, level: 30 });
    expect(line?.time).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(Object.keys(line ?? {})).not.to.include.members(['pid', 'hostname']);
  });

  for (const [name, value] of Object.entries(carelessFields)) {
    it(`lets nothing of the field "${name}" through, at whatever depth`, () => {
      const { logger, text } = makeLogger();
      logger.info({ [name]: value }, 'sentence');
      logger.info({ error: { [name]: value } }, 'sentence');
      logger.info({ reason: { [name]: value }, property: [value] }, 'sentence');
      logger.child({ [name]: value }).warn('sentence');
      logger.child({ channel: 'web' }).error({ [name]: { again: { [name]: value } } }, 'sentence');
      expect(text()).not.to.contain('canary');
      expect(text()).to.contain('"leftOut":1');
    });
  }

  describe('an error', () => {
    const logged = (error: unknown) => {
      const { logger, lines, text } = makeLogger();
      logger.error({ error }, 'It failed');
      return { line: lines()[0]?.error as Record<string, unknown>, text: text() };
    };

    it('keeps its type, code and place, and those of its causes', () => {
      const error = new BotonesError('ERR_TIMEOUT', 'late', { cause: new TypeError('inner') });
      const { line } = logged(error);
      expect(line).to.include({ type: 'BotonesError', code: 'ERR_TIMEOUT' });
      expect(line.at).to.be.an('array').that.is.not.empty;
      expect((line.at as string[])[0]).to.match(/^at .*logger\.test\.ts:\d+:\d+/);
      expect(line.cause).to.include({ type: 'TypeError' });
    });

    it('loses its message, which may quote a guest, though it pretends to be a place', () => {
      const hostile = new Error(`no such room\n    at ${canary} (${canary}:1:1)`);
      Object.assign(hostile, { detail: canary, query: canary, code: 'E1' });
      hostile.cause = new Error(canary, { cause: new AggregateError([new Error(canary)], canary) });
      expect(logged(hostile).text).not.to.contain('canary');
    });

    it('loses its message when it is logged bare', () => {
      const { logger, text } = makeLogger();
      logger.error(new Error(canary));
      logger.error(new Error(canary), 'It failed');
      logger.error({ err: new Error(canary) }, 'It failed');
      logger.child({ error: new Error(canary) }).error('It failed');
      expect(text()).not.to.contain('canary');
    });

    it('may be its own cause, and any value may be thrown', () => {
      const loop = new Error('a');
      loop.cause = loop;
      expect(logged(loop).text).to.contain('It failed');
      for (const thrown of [canary, null, undefined, 7, Symbol(canary), () => canary]) {
        const { text } = logged(thrown);
        expect(text).to.contain('It failed');
        expect(text).not.to.contain('canary');
      }
    });

    it('may have no stack, or a strange name', () => {
      const error = Object.assign(new Error('x'), { stack: undefined, name: { canary } });
      expect(logged(error).text).not.to.contain('canary');
    });
  });

  it('fills nothing into its sentences', () => {
    const { logger, text } = makeLogger();
    logger.info('The guest %s said %o', canary, { canary });
    logger.info({ channel: 'web' }, 'The guest %s', canary);
    expect(text()).not.to.contain('canary');
  });

  it('is silent below its level', () => {
    const { logger, text } = makeLogger('warn');
    logger.info({}, 'hidden');
    logger.warn({}, 'shown');
    expect(text()).to.contain('shown').and.not.contain('hidden');
  });
});
