import type { Operation, OperationOf, Operations } from '@botones/contract';
import type { Guard } from './guard.ts';

type Method = (...args: unknown[]) => Promise<unknown>;

/** What is answered in place of a method that failed: gets the error, then the arguments of the call. */
export type Fallbacks<P> = {
  readonly [K in OperationOf<P>]?: P[K] extends (...args: infer A) => infer R
    ? (error: unknown, ...args: A) => R
    : never;
};

/**
 * The same port with every method that calls outside behind `guard`. Reads are tried again; a write only when it was
 * called with its key. The port gets a signal, the last argument of a method, that also ends with the time of its try.
 * What stays in this process (a parser, a renderer) is in no table of operations, and is called as it is. A method with
 * a fallback answers by it when the system failed or could not be asked; not when it said no, or its caller has left.
 */
export function harden<P extends object>(
  port: P,
  operations: Operations<P>,
  guard: Guard,
  fallbacks: Fallbacks<P> = {},
): P {
  const hardened = Object.create(port);
  const table: Readonly<Record<string, Operation>> = operations;
  for (const name of methodsOf(port)) {
    const operation = Object.hasOwn(table, name) ? table[name] : undefined;
    const method = (port as Record<string, Method>)[name] as Method;
    const bound = method.bind(port) as Method;
    const fallback = Object.hasOwn(fallbacks, name) ? (fallbacks as Record<string, Fallback>)[name] : undefined;
    const value =
      operation === undefined ? bound : hardenMethod(name, bound, method.length, operation, guard, fallback ?? null);
    Object.defineProperty(hardened, name, { value, enumerable: true });
  }
  return hardened;
}

type Fallback = (error: unknown, ...args: unknown[]) => Promise<unknown>;

function hardenMethod(
  name: string,
  method: Method,
  length: number,
  operation: Operation,
  guard: Guard,
  fallback: Fallback | null,
): Method {
  return (...args) => {
    const place = findSignal(args, length);
    const given = args[place];
    const signal = given instanceof AbortSignal ? given : never;
    const again = operation.does === 'read' || (operation.key !== null && isKey(args[operation.key]));
    const call = async (inner: AbortSignal) => {
      const handed = [...args];
      handed[place] = inner;
      return method(...handed);
    };
    const instead = fallback && ((error: unknown) => fallback(error, ...args));
    return guard.run(call, signal, { operation: name, again, instead });
  };
}

const never = new AbortController().signal;

/** Where the signal stands, or where it would. */
function findSignal(args: readonly unknown[], length: number): number {
  const last = args.findLastIndex((arg) => arg instanceof AbortSignal);
  return last >= 0 ? last : Math.max(args.length, length - 1);
}

function isKey(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** Own ones, and those of its classes. */
function methodsOf(port: object): string[] {
  const names = new Set<string>();
  for (let one = port; one !== null && one !== Object.prototype; one = Object.getPrototypeOf(one)) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(one)))
      if (typeof value === 'function' && name !== 'constructor') names.add(name);
  }
  return [...names];
}
