import assert from 'node:assert/strict';
import type { HttpRequest, Verdict } from '../../channel.ts';
import type { Check } from '../check.ts';
import { hasWhisper } from '../tools/whisper.ts';
import { alterBody, garble, replaceValue, type Slot, slotsOf, strip, tamper } from './forge.ts';
import { withRig } from './rig.ts';
import type { InboundSamples, Rig, Subject } from './samples.ts';

type Verify = (request: HttpRequest) => Promise<Verdict>;

/** Only the platform may speak for the platform. */
export function verifyChecks<Payload>(subject: Subject<Payload>, inbound: InboundSamples<Payload>): Check[] {
  const check = (
    title: string,
    test: (verify: Verify, requests: readonly HttpRequest[], rig: Rig<Payload>) => Promise<void>,
  ): Check => ({
    title: `verify ${title}`,
    run: () =>
      withRig(subject, async (rig) => {
        const verify: Verify = async (request) => rig.channel.verify?.(request) ?? { ok: true };
        await test(verify, await inbound.genuine(rig), rig);
      }),
  });
  const { forged, proves } = inbound;
  return [
    check('accepts what the platform sends', async (verify, requests) => {
      assert.ok(requests.length > 0, 'the samples hold no genuine request');
      for (const request of requests) assert.deepEqual(await verify(request), { ok: true });
    }),
    check('refuses a request without any proof', async (verify, requests) => {
      for (const request of requests) await refuses(verify, strip(request), 'it came from a stranger');
    }),
    check('refuses a proof that was tampered with', async (verify, requests) => {
      for (const request of requests) {
        for (const slot of await findProofs(verify, request)) {
          for (const forgery of tamper(request, slot)) await refuses(verify, forgery, `${slot.name} was tampered with`);
        }
      }
    }),
    ...(proves === 'body'
      ? [
          check('refuses a body that was changed on its way', async (verify, requests) => {
            for (const forgery of requests.flatMap(alterBody)) await refuses(verify, forgery, 'its body was changed');
          }),
        ]
      : []),
    ...(forged
      ? [
          check('refuses the forged samples', async (verify, _requests, rig) => {
            for (const [index, forgery] of (await forged(rig)).entries()) {
              await refuses(verify, forgery, `it is forged sample ${index}`);
            }
          }),
        ]
      : []),
    check('answers whatever comes with a verdict, and repeats nothing of it for the log', async (verify, requests) => {
      for (const request of requests.flatMap(garble)) {
        const verdict = await verify(request);
        assert.equal(typeof verdict.ok, 'boolean');
        assert.ok(verdict.ok || !hasWhisper(verdict.reason), 'the reason repeats the request');
      }
    }),
  ];
}

async function refuses(verify: Verify, request: HttpRequest, though: string): Promise<void> {
  const verdict = await verify(request);
  assert.ok(!verdict.ok, `a request was accepted though ${though}`);
  assert.ok(verdict.status >= 400 && verdict.status < 500, `refused with ${verdict.status}, which is no 4xx`);
}

/** What the request cannot do without: the header or parameter that carries its proof. */
async function findProofs(verify: Verify, request: HttpRequest): Promise<Slot[]> {
  const proofs: Slot[] = [];
  for (const slot of slotsOf(request)) {
    const verdict = await verify(replaceValue(request, slot, undefined));
    if (!verdict.ok && (verdict.status === 401 || verdict.status === 403)) proofs.push(slot);
  }
  return proofs;
}
