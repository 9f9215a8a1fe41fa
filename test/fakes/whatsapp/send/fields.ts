import { GraphError } from '../graph-error.ts';

/** Looks at one value and throws what Meta would answer. `at` is its place as Meta writes it: `text['body']`. */
export type Check = (value: unknown, at: string) => void;

export type Fields = Readonly<Record<string, Check>>;

export const inside = (at: string, key: string | number) =>
  at === '' ? String(key) : `${at}[${typeof key === 'number' ? key : `'${key}'`}]`;

const missing = (at: string) => new GraphError(131008, { details: `Parameter '${at}' is mandatory.` });
export const notValid = (details: string) => new GraphError(131009, { details });
const badType = (at: string, kind: string) =>
  new GraphError(100, { message: `(#100) Param ${at} must be ${kind}.`, details: `Param ${at} must be ${kind}.` });

/** An object with these keys and no others. */
export function object(required: Fields, optional: Fields = {}): Check {
  const known = { ...required, ...optional };
  return (value, at) => {
    if (!isObject(value)) throw badType(at, 'a JSON object');
    for (const key of Object.keys(value)) {
      if (!Object.hasOwn(known, key)) {
        const details = `Unexpected key "${key}" on param "${at}".`;
        throw new GraphError(100, { message: `(#100) ${details}`, details });
      }
    }
    for (const key of Object.keys(required)) {
      if (value[key] === undefined || value[key] === null) throw missing(inside(at, key));
    }
    for (const [key, check] of Object.entries(known)) {
      if (value[key] !== undefined && value[key] !== null) check(value[key], inside(at, key));
    }
  };
}

/** Text of `min` to `max` characters; characters are code points, not bytes and not UTF-16 units. */
export function text(max: number, { min = 1, code = 131009 }: { min?: number; code?: 100 | 131009 } = {}): Check {
  return (value, at) => {
    if (typeof value !== 'string') throw badType(at, 'a string');
    if (min > 0 && value.trim() === '') throw missing(at);
    const length = [...value].length;
    if (length <= max && length >= min) return;
    if (code === 131009) throw notValid(`Param ${at} length invalid. Min length: ${min}, Max length: ${max}.`);
    const message = `(#100) Param ${at} must be at most ${max} characters long.`;
    throw new GraphError(100, { message, details: message.slice(7) });
  };
}

export const boolean: Check = (value, at) => {
  if (typeof value !== 'boolean') throw badType(at, 'a boolean');
};

export function oneOf(...values: readonly string[]): Check {
  return (value, at) => {
    if (typeof value === 'string' && values.includes(value)) return;
    const details = `Param ${at} must be one of {${values.join(', ').toUpperCase()}} - got ${JSON.stringify(value)}.`;
    throw new GraphError(100, { message: `(#100) ${details}`, details });
  };
}

export function list(min: number, max: number, check: Check, what = 'items'): Check {
  return (value, at) => {
    if (!Array.isArray(value)) throw badType(at, 'an array');
    if (value.length < min || value.length > max) {
      throw notValid(`Invalid ${what} count of ${at}. Min allowed ${what}: ${min}, Max allowed ${what}: ${max}.`);
    }
    for (const [index, item] of value.entries()) check(item, inside(at, index));
  };
}

/** A number, or a string that is one. */
export function numeric(min: number, max: number): Check {
  return (value, at) => {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isFinite(number)) throw badType(at, 'a number');
    if (number < min || number > max) throw notValid(`Param ${at} must be between ${min} and ${max}.`);
  };
}

export const webUrl: Check = (value, at) => {
  const url = typeof value === 'string' ? URL.parse(value) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw notValid(`Param ${at} is not a valid URI.`);
};

export const anything: Check = () => {};

/** Several looks at one value, one after the other. */
export function all(...checks: readonly Check[]): Check {
  return (value, at) => {
    for (const check of checks) check(value, at);
  };
}

/** Refuses items that share a value. */
export function unique(pick: (item: Record<string, unknown>) => unknown, what: string): Check {
  return (value, at) => {
    const picked = (value as Record<string, unknown>[]).map(pick);
    if (new Set(picked).size < picked.length) throw notValid(`Duplicated ${what} in ${at}.`);
  };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
