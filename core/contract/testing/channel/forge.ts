import type { HttpRequest } from '../../channel.ts';
import { seededRandom } from '../tools/random.ts';
import { whisper } from '../tools/whisper.ts';

/** A value of a request where a platform may put its proof. */
export interface Slot {
  readonly place: 'header' | 'query';
  readonly name: string;
}

export function slotsOf(request: HttpRequest): Slot[] {
  return [
    ...Object.keys(request.headers).map((name): Slot => ({ place: 'header', name })),
    ...[...request.query.keys()].map((name): Slot => ({ place: 'query', name })),
  ];
}

/** The request with another value there, or with none. */
export function replaceValue(request: HttpRequest, { place, name }: Slot, value: string | undefined): HttpRequest {
  if (place === 'header') return { ...request, headers: { ...request.headers, [name]: value } };
  const query = new URLSearchParams(request.query);
  if (value === undefined) query.delete(name);
  else query.set(name, value);
  return { ...request, query };
}

/** The request with this value missing, cut short and changed in its middle. */
export function tamper(request: HttpRequest, slot: Slot): HttpRequest[] {
  const { place, name } = slot;
  const value = (place === 'header' ? request.headers[name] : request.query.get(name)) ?? '';
  const middle = Math.floor(value.length / 2);
  const other = value[middle] === 'a' ? 'b' : 'a';
  const forged = ['', value.slice(0, middle), value.slice(0, middle) + other + value.slice(middle + 1)];
  return forged.map((each) => replaceValue(request, slot, each));
}

/** The request from a stranger: its body, and nothing that tells where it comes from. */
export function strip(request: HttpRequest): HttpRequest {
  return { ...request, headers: {}, query: new URLSearchParams(), ip: '203.0.113.9' };
}

/** The request with a bit turned, a byte more, a byte less and no byte in its body. */
export function alterBody(request: HttpRequest): HttpRequest[] {
  const { body } = request;
  const places = [0, body.length >> 1, body.length - 1];
  const turned = places.map((at) => body.map((byte, index) => (index === at ? byte ^ 1 : byte)));
  const altered = [...turned, Uint8Array.of(...body, 32), body.subarray(0, -1), new Uint8Array()];
  return altered.map((each) => ({ ...request, body: each }));
}

/** The request with nonsense for proofs and bodies. */
export function garble(request: HttpRequest): HttpRequest[] {
  const values = ['', whisper, `sha256=${'z'.repeat(64)}`, `Bearer ${whisper}`, '\u0000', 'ñ'.repeat(10_000)];
  const slots = slotsOf(request);
  const proofs = values.map((value) => slots.reduce((each, slot) => replaceValue(each, slot, value), request));
  const bodies = [new Uint8Array(), seededRandom(5).bytes(500), new TextEncoder().encode(whisper)];
  return [...proofs, strip(request)].flatMap((each) => bodies.map((body) => ({ ...each, body })));
}
