import { BotonesError, type ErrorCode, errorCodes } from '@botones/contract';
import { expect } from 'chai';
import { pmsTrouble } from '../../../core/pipeline/pms-trouble.ts';
import { knownResponses } from '../../support/known-responses.ts';

const trouble = (code: ErrorCode) => pmsTrouble(new BotonesError(code, 'No.'));

describe('pmsTrouble', () => {
  it('has a sentence of the demo hotel for every error of the PMS', () => {
    const known = knownResponses();
    const codes = (Object.keys(errorCodes) as ErrorCode[]).filter((code) => code.startsWith('ERR_PMS_'));
    expect(codes).to.have.length(14);
    for (const code of codes) expect(known, code).to.include(trouble(code)?.response);
  });

  it('calls a person only where the guest can do nothing about it', () => {
    expect(trouble('ERR_PMS_SOLD_OUT')).to.deep.equal({ response: 'utter_pms/sold_out', handoff: null });
    expect(trouble('ERR_PMS_AUTH')).to.deep.equal({ response: 'utter_pms/auth', handoff: 'pms_auth' });
  });

  it('takes a system that does not answer for down, whoever noticed', () => {
    for (const code of ['ERR_PMS_DOWN', 'ERR_BREAKER_OPEN', 'ERR_TIMEOUT', 'ERR_BUSY'] as const) {
      expect(trouble(code)).to.deep.equal({ response: 'utter_pms/down', handoff: 'pms_down' });
    }
  });

  it('says nothing of errors of others', () => {
    expect(pmsTrouble(new Error('bug'))).to.equal(null);
    expect(trouble('ERR_MEDIA_REFUSED')).to.equal(null);
  });
});
