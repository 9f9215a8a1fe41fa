import assert from 'node:assert/strict';
import { type ErrorCode, errorCodes } from '../../errors.ts';
import { addMoney, type Money } from '../../money.ts';
import type { Offer, OfferSearch, Reservation, Words } from '../../ports/pms-values.ts';
import { settles } from '../tools/settles.ts';

/** What a failure looks like from outside; a plugin may bring its own copy of the contract. */
interface Failure {
  code?: ErrorCode;
  field?: string;
  message: string;
}

export function expectMoney(money: Money | undefined, what: string): void {
  assert.ok(money, `${what} is missing`);
  assert.ok(Number.isSafeInteger(money.minor), `${what} is no whole number of minor units: ${money.minor}`);
  assert.match(money.currency, /^[A-Z]{3}$/, `the currency of ${what} is no ISO 4217 code`);
}

export function expectWords(words: Words, what: string): void {
  assert.ok(
    Object.values(words).some((text) => text.trim() !== ''),
    `${what} is in no language`,
  );
  for (const tag of Object.keys(words)) assert.match(tag, /^[a-z]{2,3}$/, `the language of ${what} is no BCP 47 tag`);
}

export function expectOffer(offer: Offer, { arrival, departure, rooms }: OfferSearch, now: Temporal.Instant): void {
  const { nightly, charges, total, unitsLeft, expiresAt, cancelPolicy } = offer;
  assert.notEqual(offer.id, '', 'an offer has no id');
  assert.equal(
    nightly.length,
    arrival.until(departure, { largestUnit: 'days' }).days,
    'there is not one price a night',
  );
  for (const price of nightly) expectMoney(price, 'a nightly price');
  for (const { name, amount } of charges) {
    expectMoney(amount, 'a charge');
    expectWords(name, 'a charge');
  }
  const added = charges.filter(({ included }) => !included).map(({ amount }) => amount);
  assert.deepEqual(total, addMoney(...nightly, ...added), 'nights and charges do not add up to the total');
  assert.ok(total.minor > 0, 'the stay costs nothing');
  assert.ok(Number.isInteger(unitsLeft) && unitsLeft >= rooms.length, 'it offers more rooms than are left');
  assert.ok(Temporal.Instant.compare(expiresAt, now) > 0, 'the offer is over before it is made');
  let last: Temporal.Instant | null = null;
  for (const { from, fee } of cancelPolicy.steps) {
    expectMoney(fee, 'a fee for leaving');
    assert.ok(last === null || Temporal.Instant.compare(last, from) <= 0, 'the steps of leaving are not in order');
    last = from;
  }
}

/** The same stay, whoever tells of it and when. */
export function expectSame(one: Reservation, other: Reservation, why: string): void {
  assert.deepEqual(plain(one), plain(other), why);
}

/** Without what may have gone on since: time, and the steps that it passes. */
function plain({ cancelPolicy: _, heldUntil: __, ...rest }: Reservation): unknown {
  return { ...rest, arrival: String(rest.arrival), departure: String(rest.departure) };
}

/** Rejected with one of these codes; with `field`, that names what is to blame. */
export async function expectRefusal(
  call: Promise<unknown>,
  codes: ErrorCode | readonly ErrorCode[],
  what: string,
  field?: RegExp,
): Promise<void> {
  const failure = await failureOf(call, what);
  const expected = [codes].flat();
  assert.ok(failure.code && expected.includes(failure.code), `${what}: ${failure.code ?? failure.message}`);
  if (field) assert.match(failure.field ?? '', field, `${what}: it blames "${failure.field}"`);
}

export async function failureOf(call: Promise<unknown>, what: string): Promise<Failure> {
  const result = await settles(call, `it hangs: ${what}`);
  if (result.status === 'fulfilled') return assert.fail(`it goes through: ${what}`);
  return result.reason as Failure;
}

/** A failure in the words of the port, whatever the reason. */
export async function expectPortError(call: Promise<unknown>, what: string): Promise<Failure> {
  const failure = await failureOf(call, what);
  const isOurs = failure.code?.startsWith('ERR_PMS_') && failure.code in errorCodes;
  assert.ok(isOurs, `${what}: this is no error of the port: ${failure.code ?? failure.message}`);
  return failure;
}
