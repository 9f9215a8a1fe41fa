import { aChannelContext, aRequest } from '@botones/contract/testing';
import { expect } from 'chai';
import terminal from '../../../channels/terminal/index.ts';
import { parse } from '../../../channels/terminal/parse.ts';
import { render } from '../../../channels/terminal/render.ts';

const now = '2031-05-04T10:00:00Z';
const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

describe('the terminal channel', () => {
  it('reads a typed line', () => {
    const { messages, skipped } = parse(bytes({ guest: 'me', id: '1', text: 'hola' }), 'terminal', now);
    expect(skipped).to.equal(undefined);
    expect(messages).to.deep.equal([
      {
        providerId: '1',
        account: 'terminal',
        guest: { key: 'me' },
        from: 'guest',
        sentAt: now,
        parts: [{ type: 'text', text: 'hola' }],
      },
    ]);
  });

  for (const odd of [
    '',
    'no json',
    'null',
    '[]',
    '{"guest":"me"}',
    { guest: '', id: '1', text: 'x' },
    { guest: 'g', id: 'x'.repeat(300), text: '' },
  ]) {
    it(`skips ${JSON.stringify(odd).slice(0, 40)}`, () => {
      expect(parse(bytes(odd), 'terminal', now)).to.deep.include({ messages: [], deliveries: [] });
    });
  }

  it('is no way in from the network', async () => {
    const channel = await terminal.setup(aChannelContext({}) as never);
    expect(await channel.verify?.(aRequest({ body: '{}' }))).to.include({ ok: false, status: 404 });
  });

  it('writes choices with numbers that run on, and a pin with its coordinates', () => {
    const choice = (title: string) => ({ title, payload: `/${title}` });
    const lines = render(
      [
        { type: 'choices', text: 'Which?', choices: [choice('a'), choice('b')] },
        { type: 'choices', text: 'Or?', choices: [choice('c')] },
        { type: 'location', latitude: 1.5, longitude: 2.5, name: 'Hotel' },
      ],
      terminal.capabilities,
    );
    expect(lines[0]).to.include('2. b');
    expect(lines[1]).to.include('3. c');
    expect(lines.join('\n')).to.match(/Hotel[\s\S]*1\.5/);
  });
});
