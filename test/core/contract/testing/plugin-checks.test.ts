import { defineHandler, type HandlerPlugin, reply, type Schema } from '@botones/contract';
import { aTurn, handlerChecks } from '@botones/contract/testing';
import { expect } from 'chai';
import { z } from 'zod';
import { failures } from './failures.ts';

const good = defineHandler({
  name: 'late-tea',
  options: z.strictObject({ url: z.string() }),
  responses: ['tea'],
  setup: () => () => reply('tea'),
});

const faultsOf = (spoilt: Partial<HandlerPlugin>, options: object = { url: 'https://example.com' }) =>
  failures(handlerChecks({ ...good, ...spoilt } as typeof good, { options, turns: [aTurn()] }));

/** A schema written by hand. */
const schema = (validate: Schema['~standard']['validate']): { options: Schema } => ({
  options: { '~standard': { version: 1, vendor: 'test', validate } },
});

describe('every contract suite finds a plugin that', () => {
  it('passes when nothing is wrong with it', async () => {
    expect(await faultsOf({})).to.deep.equal({});
    expect(await faultsOf({ name: '@acme/late-tea' })).to.deep.equal({});
  });

  const spoilt: Record<string, [Partial<HandlerPlugin>, string]> = {
    'is of another kind': [{ kind: 'channel' as never }, 'is a handler of contract 1 with a name for the YAML'],
    'was written for another contract': [{ contract: 2 }, 'is a handler of contract 1 with a name for the YAML'],
    'has a name that no YAML key can be': [{ name: 'Late tea' }, 'is a handler of contract 1 with a name for the YAML'],
    'lets typing errors pass': [
      { options: z.object({ url: z.string() }) },
      'refuses an option that it does not know, so that a typing error in the YAML is found',
    ],
    'throws over strange options': [
      { options: z.strictObject({ url: z.any().refine((url) => new URL(url).protocol === 'https:') }) },
      'finds fault with options of a wrong kind, and never throws over them',
    ],
  };
  for (const [does, [spoil, title]] of Object.entries(spoilt)) {
    it(does, async () => expect(await faultsOf(spoil)).to.have.keys(title));
  }

  it('names what its schema says of the samples', async () => {
    const picky = schema(() => ({ issues: [{ message: 'Too dear', path: ['prices', { key: 0 }] }] }));
    const { 'takes the options of its samples': says } = await faultsOf(picky);
    expect(says).to.equal('its schema refuses the options of the samples: prices.0: Too dear');
  });
});
