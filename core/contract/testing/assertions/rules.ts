import assert from 'node:assert/strict';
import { isPlain } from '../tools/deep-freeze.ts';

/** Throws an AssertionError that names `path` when the value is not as it should be. */
export type Rule = (value: unknown, path: string) => void;

export const text: Rule = (value, path) => expect(typeof value === 'string', value, path, 'a string');

/** A text with something to read. */
export const words: Rule = (value, path) =>
  expect(typeof value === 'string' && value.trim() !== '', value, path, 'a text that is not blank');

/** A name that rows and indexes carry. */
export const key =
  (max: number): Rule =>
  (value, path) =>
    expect(
      typeof value === 'string' && value !== '' && value.length <= max,
      value,
      path,
      `a text of 1 to ${max} characters`,
    );

export const flag: Rule = (value, path) => expect(typeof value === 'boolean', value, path, 'true or false');

export const between =
  (least: number, most: number): Rule =>
  (value, path) =>
    expect(
      typeof value === 'number' && value >= least && value <= most,
      value,
      path,
      `a number from ${least} to ${most}`,
    );

export const oneOf =
  (...allowed: readonly unknown[]): Rule =>
  (value, path) =>
    expect(allowed.includes(value), value, path, `one of ${allowed.join(', ')}`);

export const matching =
  (pattern: RegExp, what: string): Rule =>
  (value, path) =>
    expect(typeof value === 'string' && pattern.test(value), value, path, what);

/** An ISO 8601 instant between 1970 and 9999, so that every database can hold it. */
export const instant: Rule = (value, path) => expect(isInstant(value), value, path, 'an ISO 8601 instant');

export const optional =
  (rule: Rule): Rule =>
  (value, path) => {
    if (value !== undefined) rule(value, path);
  };

export const nullable =
  (rule: Rule): Rule =>
  (value, path) => {
    if (value !== null) rule(value, path);
  };

export const listOf =
  (rule: Rule): Rule =>
  (value, path) => {
    if (!Array.isArray(value)) return fail(value, path, 'a list');
    value.forEach((item, index) => {
      rule(item, `${path}[${index}]`);
    });
  };

/** An object with these keys and no others. */
export const object =
  <T>(rules: { [Key in keyof T]-?: Rule }): Rule =>
  (value, path) => {
    if (!isPlain(value) || Array.isArray(value)) return fail(value, path, 'an object');
    for (const name of Object.keys(value)) {
      assert.ok(Object.hasOwn(rules, name), `${path}.${name} is not in the contract`);
    }
    const fields: Record<string, unknown> = { ...value };
    for (const [name, rule] of Object.entries<Rule>(rules)) rule(fields[name], `${path}.${name}`);
  };

/** Numbers, texts, lists and objects all the way down: what structuredClone, JSON and a database keep as it is. */
export const plain: Rule = (value, path) => {
  if (value === null || value === undefined) return;
  if (isPlain(value)) {
    for (const [name, item] of Object.entries(value)) plain(item, `${path}.${name}`);
    return;
  }
  const simple = typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
  expect(simple, value, path, 'plain data');
};

/** Plain data by name. */
export const record: Rule = (value, path) => {
  expect(isPlain(value) && !Array.isArray(value), value, path, 'an object');
  plain(value, path);
};

function isInstant(value: unknown): boolean {
  try {
    const { epochMilliseconds } = Temporal.Instant.from(value as string);
    return epochMilliseconds >= 0 && epochMilliseconds < Date.UTC(10_000, 0);
  } catch {
    return false;
  }
}

function expect(holds: boolean, value: unknown, path: string, what: string): void {
  if (!holds) fail(value, path, what);
}

function fail(value: unknown, path: string, what: string): never {
  const shown = typeof value === 'object' || typeof value === 'string' ? JSON.stringify(value) : String(value);
  assert.fail(`${path} should be ${what}, but is ${shown.length > 80 ? `${shown.slice(0, 80)}…` : shown}`);
}
