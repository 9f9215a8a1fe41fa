import { expect } from 'chai';
import { describeAdmission } from '../../../core/delivery/locked-out.ts';

describe('describeAdmission', () => {
  const at = Temporal.Instant.from('2031-05-04T10:00:00Z');
  const place = { property: 'miramar', channel: 'gmail' };

  it('tells operators that guests wait, and how that is cured', () => {
    const { id, text, ...alert } = describeAdmission(place, false, at);
    expect(alert).to.deep.equal({
      kind: 'channel.locked_out',
      property: 'miramar',
      system: 'channel:gmail',
      at: '2031-05-04T10:00:00Z',
    });
    expect(text).to.contain('npm run gmail -- check');
    expect(describeAdmission(place, false, at).id, 'each is an alert of its own').to.not.equal(id);
  });

  it('tells them that it is over', () => {
    expect(describeAdmission(place, true, at)).to.include({ kind: 'channel.admitted', system: 'channel:gmail' });
  });
});
