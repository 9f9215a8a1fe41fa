import { type ChannelSamples, channelChecks, channelContract } from '@botones/contract/testing';
import { expect } from 'chai';
import { carrier, type Letter, samples, signed } from './carrier.ts';
import { failures } from './failures.ts';
import { spoiltParse } from './spoilt/spoilt-parse.ts';
import { spoiltRender } from './spoilt/spoilt-render.ts';
import { spoiltSend } from './spoilt/spoilt-send.ts';
import { spoiltVerify } from './spoilt/spoilt-verify.ts';

channelContract(carrier(), samples);

describe('channelContract finds a channel that', () => {
  const spoilt = { ...spoiltVerify, ...spoiltParse, ...spoiltRender, ...spoiltSend };
  for (const [does, { seen, spoil, declared }] of Object.entries(spoilt)) {
    it(does, async () => {
      const checks = channelChecks(carrier(spoil, declared), samples).filter(({ title }) => seen.test(title));
      expect(Object.keys(await failures(checks))).to.have.length.above(0);
    });
  }
});

describe('channelContract wants samples', () => {
  const missing: Record<string, Partial<ChannelSamples<Letter>>> = {
    'of inbound requests': { inbound: undefined as never },
    'of the platform': { platform: undefined as never },
    'of a lookup': { lookup: false },
  };
  for (const [what, less] of Object.entries(missing)) {
    it(what, async () => {
      const failed = await failures(channelChecks(carrier(), { ...samples, ...less }));
      expect(Object.keys(failed)).to.deep.equal(['comes with samples of all that it does']);
    });
  }

  it('that hold a message', async () => {
    const inbound = { proves: 'body' as const, genuine: () => [signed([])] };
    const failed = await failures(channelChecks(carrier(), { ...samples, inbound }));
    expect(Object.values(failed)).to.deep.equal(['the samples hold no message, and no word that there is news']);
  });

  it('whose options the schema takes', async () => {
    const failed = await failures(channelChecks(carrier(), { ...samples, options: { secret: 5 } }));
    expect(failed['takes the options of its samples']).to.match(/secret: .*expected string/);
  });
});
