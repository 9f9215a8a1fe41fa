import { BotonesError, type ErrorCode, errorCodes } from '@botones/contract';
import { expect } from 'chai';

describe('BotonesError', () => {
  it('is an error with a code, a sentence and a cause', () => {
    const cause = new Error('ECONNRESET');
    const error = new BotonesError('ERR_TIMEOUT', 'The PMS took longer than 30 s.', { cause });
    expect(error).to.be.instanceOf(Error);
    expect(error).to.include({ name: 'BotonesError', code: 'ERR_TIMEOUT', cause });
    expect(String(error)).to.equal('BotonesError: The PMS took longer than 30 s.');
  });

  it('has no cause when it was given none', () => {
    expect(Object.hasOwn(new BotonesError('ERR_CONFIG', 'No.'), 'cause')).to.equal(false);
  });

  it('is retryable as the table says, unless the thrower knows better', () => {
    for (const code of Object.keys(errorCodes) as ErrorCode[]) {
      expect(new BotonesError(code, '').retryable, code).to.equal(errorCodes[code].retryable);
    }
    expect(new BotonesError('ERR_HTTP_STATUS', '', { retryable: false }).retryable).to.equal(false);
    expect(new BotonesError('ERR_CONFIG', '', { retryable: true }).retryable).to.equal(true);
  });
});

describe('error codes', () => {
  it('are written alike and explained in a sentence', () => {
    for (const [code, { means }] of Object.entries(errorCodes)) {
      expect(code).to.match(/^ERR(_[A-Z]+)+$/);
      expect(means, code).to.match(/^[A-Z].*\.$/);
    }
  });
});
