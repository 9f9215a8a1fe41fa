import { expect } from 'chai';
import { answerMedia } from '../../../core/http/media.ts';

describe('answerMedia', () => {
  it('shows pictures for ever, and runs nothing in them', () => {
    const answer = answerMedia({ bytes: new Uint8Array([1]), mime: 'image/svg+xml' });
    expect(answer.headers).to.include({
      'content-type': 'image/svg+xml',
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect(answer.headers?.['cache-control']).to.contain('immutable');
    expect(answer.headers?.['content-security-policy']).to.contain('sandbox');
  });

  it('offers anything else as a download', () => {
    expect(answerMedia({ bytes: new Uint8Array(), mime: 'text/html' }).headers?.['content-type']).to.equal(
      'application/octet-stream',
    );
  });
});
