import { ask, confirm, handoff, remember, reply, send, together } from '@botones/contract';
import { expect } from 'chai';

const sea = { title: 'Sea', payload: '/choose{"view":"sea"}' };
const garden = { title: 'Garden', payload: '/choose{"view":"garden"}' };

describe('outcome builders', () => {
  it('say a response, with values where it has some', () => {
    expect(reply('tea')).to.deep.equal({ replies: [{ response: 'tea', values: {} }] });
    expect(reply('tea', { price: 5 })).to.deep.equal({ replies: [{ response: 'tea', values: { price: 5 } }] });
  });

  it('send finished parts as one reply, in order', () => {
    const parts = [
      { type: 'text' as const, text: 'Here' },
      { type: 'location' as const, latitude: 1, longitude: 2 },
    ];
    expect(send(...parts)).to.deep.equal({ replies: [{ parts }] });
  });

  it('ask with ready answers', () => {
    const values = { nights: 2 };
    expect(ask('view', [sea, garden], values)).to.deep.equal({
      replies: [{ response: 'view', values, choices: [sea, garden] }],
    });
  });

  it('confirm with yes before no', () => {
    const answers = { no: { title: 'No', payload: '/deny' }, yes: { title: 'Yes', payload: '/affirm' } };
    expect(confirm('sure', answers)).to.deep.equal(ask('sure', [answers.yes, answers.no]));
  });

  it('remember in silence, and hand over in silence', () => {
    expect(remember({ view: 'sea', nights: null })).to.deep.equal({
      replies: [],
      slots: { view: 'sea', nights: null },
    });
    expect(handoff('guest_asked')).to.deep.equal({ replies: [], handoff: { reason: 'guest_asked' } });
  });

  describe('together', () => {
    it('is nothing of nothing', () => {
      expect(together()).to.deep.equal({ replies: [] });
    });

    it('keeps replies in order', () => {
      const { replies } = together(reply('one'), send({ type: 'text', text: 'two' }), reply('three'));
      expect(replies).to.deep.equal([
        ...reply('one').replies,
        { parts: [{ type: 'text', text: 'two' }] },
        ...reply('three').replies,
      ]);
    });

    it('lets later slots win, a cleared one too', () => {
      const { slots } = together(remember({ a: 1, b: 1 }), remember({ b: 2, c: 3 }), remember({ c: null }));
      expect(slots).to.deep.equal({ a: 1, b: 2, c: null });
    });

    it('keeps the first handoff and every effect', () => {
      const booked = { replies: [], effects: [{ operation: 'pms.createReservation', key: 't:1' }] };
      const noted = { replies: [], effects: [{ operation: 'pms.addNote' }] };
      const whole = together(booked, handoff('first'), noted, handoff('second'));
      expect(whole).to.deep.equal({
        replies: [],
        handoff: { reason: 'first' },
        effects: [...booked.effects, ...noted.effects],
      });
    });

    it('leaves what it joins as it is', () => {
      const parts = [remember({ a: 1 }), remember({ a: 2 }), reply('tea')];
      const before = structuredClone(parts);
      together(...parts);
      expect(parts).to.deep.equal(before);
    });
  });
});
