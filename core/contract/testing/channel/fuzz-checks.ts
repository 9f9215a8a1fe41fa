import assert from 'node:assert/strict';
import type { Channel, HttpRequest, Received } from '../../channel.ts';
import { assertReceived } from '../assertions/received.ts';
import type { Check } from '../check.ts';
import { seededRandom } from '../tools/random.ts';
import { cutBodies, deepBodies, randomBodies, type Spoilt, wrongValues } from '../tools/spoil.ts';
import { hasWhisper, whisper } from '../tools/whisper.ts';
import { withRig } from './rig.ts';
import type { InboundSamples, Subject } from './samples.ts';

/** What parse must survive: whatever it throws over would come again for days, and take its neighbours with it. */
export function fuzzChecks<Payload>(subject: Subject<Payload>, inbound: InboundSamples<Payload>): Check[] {
  const check = (what: string, spoil: (sample: Uint8Array) => Spoilt[]): Check => ({
    title: `parse survives ${what}`,
    run: () =>
      withRig(subject, async (rig) => {
        for (const request of await inbound.genuine(rig)) {
          for (const spoilt of spoil(request.body)) tryToParse(rig.channel, request, spoilt);
        }
      }),
  });
  return [
    check('random bytes', () => randomBodies(seededRandom(20_260_601))),
    check('a sample that ends anywhere', cutBodies),
    check('values that are missing or of a wrong kind', (sample) => wrongValues(sample)),
    check('nesting that overflows a stack', deepBodies),
    {
      title: "parse keeps the guest's words out of what it says of skipped items",
      run: () =>
        withRig(subject, async (rig) => {
          for (const request of await inbound.genuine(rig)) {
            for (const spoilt of whisperedBodies(request.body)) {
              const { skipped = [] } = tryToParse(rig.channel, request, spoilt);
              assert.ok(!skipped.some(hasWhisper), `guest text would go to the log, over ${spoilt.how}`);
            }
          }
        }),
    },
  ];
}

function tryToParse(channel: Channel, request: HttpRequest, { how, body }: Spoilt): Received {
  try {
    const received = channel.parse?.({ ...request, body });
    assertReceived(received);
    return received;
  } catch (error) {
    if (error instanceof assert.AssertionError)
      throw new assert.AssertionError({ message: `${error.message}, over ${how}` });
    return assert.fail(`parse threw over ${how}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Something confidential in every place where a guest's words may stand, in bodies whole and broken. */
function whisperedBodies(sample: Uint8Array): Spoilt[] {
  const encoder = new TextEncoder();
  const whole = wrongValues(sample, [whisper, [whisper], { [whisper]: whisper }]);
  const cut = whole.map(({ how, body }) => ({ how: `${how}, cut`, body: body.subarray(0, -1) }));
  return [{ how: 'plain words', body: encoder.encode(whisper) }, ...whole, ...cut];
}
