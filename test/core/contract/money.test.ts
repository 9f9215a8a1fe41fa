import { addMoney, formatMoney } from '@botones/contract';
import { expect } from 'chai';

const euros = (minor: number) => ({ minor, currency: 'EUR' });

describe('money', () => {
  it('adds amounts of one currency, and refuses two', () => {
    expect(addMoney(euros(1), euros(2), euros(-4))).to.deep.equal(euros(-1));
    expect(() => addMoney(euros(1), { minor: 1, currency: 'USD' })).to.throw(RangeError);
    expect(() => addMoney()).to.throw(RangeError);
  });

  it('is written as people write it, in units of its currency', () => {
    const spaces = (text: string) => text.replace(/\s/g, ' ');
    expect(spaces(formatMoney(euros(22_050), 'es'))).to.equal('220,50 €');
    expect(spaces(formatMoney(euros(22_000), 'es'))).to.equal('220 €');
    expect(formatMoney(euros(125_000), 'en')).to.equal('€1,250');
    expect(formatMoney({ minor: 1250, currency: 'JPY' }, 'en')).to.equal('¥1,250');
  });
});
