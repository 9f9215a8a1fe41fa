import {
  aChannelContext,
  aHandlerContext,
  aMessage,
  aNotifierContext,
  anEntity,
  anUnderstanding,
  aProperty,
  aRequest,
  aTranscript,
  aTurn,
  everyPart,
  someChoices,
} from '@botones/contract/testing';
import { expect } from 'chai';

describe('aTurn', () => {
  it('says the same text in its message', () => {
    const { text, message } = aTurn({ text: 'Good morning' });
    expect(message.parts).to.deep.equal([{ type: 'text', text }]);
  });

  it('takes its text from a message', () => {
    const message = aMessage({ parts: [{ type: 'picked', payload: '/affirm', title: 'Sí' }] });
    expect(aTurn({ message })).to.include({ text: 'Sí', message });
  });

  it('speaks one language throughout', () => {
    expect(aTurn({ language: 'en' }).understanding.language).to.equal('en');
    expect(aTurn({ understanding: anUnderstanding({ language: 'en' }) }).language).to.equal('en');
    expect(aTurn().language).to.equal('es');
  });

  it('is on a Monday at noon in the zone of its hotel', () => {
    const { now, property } = aTurn();
    expect(now.toZonedDateTimeISO(property.timeZone).toString()).to.match(/^2026-06-01T12:00:00\+02:00/);
  });
});

describe('anUnderstanding', () => {
  it('ranks its intent, or none', () => {
    expect(anUnderstanding({ intent: 'thanks', confidence: 0.5 }).ranking).to.deep.equal([
      { intent: 'thanks', confidence: 0.5 },
    ]);
    expect(anUnderstanding({ intent: null }).ranking).to.deep.equal([]);
  });

  it('holds entities over the range of their words', () => {
    expect(anEntity('service', 'pool')).to.deep.equal({ entity: 'service', value: 'pool', start: 0, end: 4 });
    expect(anEntity('number', 12, { start: 3, end: 5 })).to.include({ value: 12, start: 3, end: 5 });
  });
});

describe('aRequest', () => {
  const textOf = (body: Uint8Array) => new TextDecoder().decode(body);

  it('carries a text as it stands, bytes as they are, and anything else as JSON', () => {
    expect(textOf(aRequest({ body: '{ }' }).body)).to.equal('{ }');
    expect(aRequest({ body: Uint8Array.of(255) }).body).to.deep.equal(Uint8Array.of(255));
    expect(textOf(aRequest({ body: { a: [1] } }).body)).to.equal('{"a":[1]}');
    expect(aRequest().body).to.have.length(0);
  });

  it('has a query', () => {
    expect(aRequest({ query: { mode: 'subscribe' } }).query.get('mode')).to.equal('subscribe');
  });
});

describe('aTranscript', () => {
  it('lets guest and bot speak in turn, one after another', () => {
    const lines = aTranscript('Hola', 'Buenos días', 'Adiós');
    expect(lines.map(({ seq, from }) => `${seq} ${from}`)).to.deep.equal(['1 guest', '2 bot', '3 guest']);
    expect(lines.map(({ at }) => at)).to.deep.equal(lines.map(({ at }) => at).toSorted());
  });
});

describe('someChoices', () => {
  it('has no two alike', () => {
    const titles = someChoices(300).map(({ title }) => title);
    expect(new Set(titles).size).to.equal(300);
    expect(Math.max(...titles.map(({ length }) => length))).to.be.at.most(20);
  });
});

describe('everyPart', () => {
  it('is made anew each time', () => {
    expect(everyPart()).to.deep.equal(everyPart());
    expect(everyPart()[1]).not.to.equal(everyPart()[1]);
  });
});

describe('contexts', () => {
  it('close what was left to them, the last first', async () => {
    const closed: string[] = [];
    for (const context of [aChannelContext({}), aHandlerContext({}), aNotifierContext({})]) {
      context.onClose(() => void closed.push('first'));
      context.onClose(async () => void closed.push('last'));
      await context.close();
    }
    expect(closed).to.deep.equal(['last', 'first', 'last', 'first', 'last', 'first']);
  });

  it('keep secrets that differ by purpose and not by process', () => {
    const [one, other] = [aChannelContext({}), aChannelContext({})];
    expect(one.secret('tokens')).to.have.length(32).and.to.deep.equal(other.secret('tokens'));
    expect(one.secret('tokens')).not.to.deep.equal(one.secret('tokens of another kind'));
  });

  it('take what differs', () => {
    const property = aProperty({ id: 'faro' });
    expect(aHandlerContext({ fee: 1 }, { property })).to.deep.include({ property, options: { fee: 1 } });
  });

  it('keep the lines of a notifier', () => {
    const context = aNotifierContext({});
    context.log('Rang', { times: 2 });
    expect(context.lines).to.deep.equal([{ sentence: 'Rang', fields: { times: 2 } }]);
  });
});
