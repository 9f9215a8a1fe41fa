/**
 * Long rows of numbers, summed four at a time. JavaScript has no vector instructions and WebAssembly has: training is
 * two to three times as fast by them, and gives the same bytes on every machine.
 */
export interface Vectors {
  /** A row of zeros. Its length is rounded up to a multiple of `LANES`; what lies beyond `length` stays zero while nobody sets it. */
  row(length: number): Row;
  /** sums += factor * terms, over `length` numbers (a multiple of `LANES`), each from its own index on. */
  add(sums: Row, at: number, terms: Row, from: number, length: number, factor: number): void;
  /** Σ one * other, over `length` numbers (a multiple of `LANES`). */
  dot(one: Row, at: number, other: Row, from: number, length: number): number;
}

export interface Row {
  readonly numbers: Float32Array;
  /** Where it begins in the common memory, in bytes. */
  readonly address: number;
}

export const LANES = 4;

const FLOAT_BYTES = 4;
const PAGE_BYTES = 65_536;
/** What WebAssembly can address. */
const MOST_PAGES = 65_536;

/** @param floats how many numbers all rows together will have at most, each rounded up by `padded` */
export function openVectors(floats: number): Vectors {
  const pages = Math.ceil((floats * FLOAT_BYTES) / PAGE_BYTES) + 1;
  if (pages > MOST_PAGES)
    throw new RangeError('The data have more features and intents than can be trained: 4 GB of weights.');
  const memory = new WebAssembly.Memory({ initial: pages });
  const { exports } = new WebAssembly.Instance(compiled(), { m: { m: memory } });
  const { add, dot } = exports as unknown as Exports;
  let free = 0;
  return {
    row(length) {
      const address = free;
      free += padded(length) * FLOAT_BYTES;
      return { numbers: new Float32Array(memory.buffer, address, padded(length)), address };
    },
    add(sums, at, terms, from, length, factor) {
      add(sums.address + at * FLOAT_BYTES, terms.address + from * FLOAT_BYTES, length, factor);
    },
    dot(one, at, other, from, length) {
      return dot(one.address + at * FLOAT_BYTES, other.address + from * FLOAT_BYTES, length);
    },
  };
}

/** The next multiple of `LANES`. */
export function padded(length: number): number {
  return Math.ceil(length / LANES) * LANES;
}

interface Exports {
  add(sums: number, terms: number, length: number, factor: number): void;
  dot(one: number, other: number, length: number): number;
}

let known: WebAssembly.Module | undefined;

function compiled(): WebAssembly.Module {
  known ??= new WebAssembly.Module(new Uint8Array(program()));
  return known;
}

// Opcodes, by their names in the specification of WebAssembly.
const [i32, f32, v128, nothing] = [0x7f, 0x7d, 0x7b, 0x40];
const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const tee = (local: number) => [0x22, local];
const i32Const = (value: number) => [0x41, value];
const i32Add = [0x6a];
const i32ShiftLeft = [0x74];
const i32Below = [0x49];
const load = [0xfd, 0x00, 2, 0];
const store = [0xfd, 0x0b, 2, 0];
const splat = [0xfd, 0x13];
const lane = (index: number) => [0xfd, 0x1f, index];
const f32Add = [0x92];
const f32x4Add = [0xfd, 0xe4, 0x01];
const f32x4Multiply = [0xfd, 0xe6, 0x01];
const loop = [0x03, nothing];
const againIf = [0x0d, 0];
const end = [0x0b];

/** length → address of the end of what begins at the first parameter. */
const lengthToEnd = [...get(0), ...get(2), ...i32Const(2), ...i32ShiftLeft, ...i32Add, ...set(2)];
/** Moves both addresses on by four numbers, and goes round again before the end. */
const next = [
  ...[...get(1), ...i32Const(16), ...i32Add, ...set(1)],
  ...[...get(0), ...i32Const(16), ...i32Add, ...tee(0)],
  ...[...get(2), ...i32Below, ...againIf],
];

/** (sums, terms, length, factor) → nothing; local 4 is the factor, four times. */
const addCode = [
  ...[...get(3), ...splat, ...set(4), ...lengthToEnd],
  ...[...loop, ...get(0), ...get(0), ...load],
  ...[...get(4), ...get(1), ...load, ...f32x4Multiply, ...f32x4Add, ...store],
  ...[...next, ...end, ...end],
];

/** (one, other, length) → sum; local 3 has four sums. */
const dotCode = [
  ...[...lengthToEnd, ...loop],
  ...[...get(3), ...get(0), ...load, ...get(1), ...load, ...f32x4Multiply, ...f32x4Add, ...set(3)],
  ...[...next, ...end],
  ...[...get(3), ...lane(0), ...get(3), ...lane(1), ...f32Add],
  ...[...get(3), ...lane(2), ...f32Add, ...get(3), ...lane(3), ...f32Add, ...end],
];

/** A module of two functions on a memory that it is lent. */
function program(): number[] {
  // Numbers from 128 on take two bytes, seven bits each.
  const size = (count: number) => (count < 128 ? [count] : [(count & 127) | 128, count >> 7]);
  const list = (...items: number[][]) => [items.length, ...items.flat()];
  const section = (id: number, content: number[]) => [id, ...size(content.length), ...content];
  const text = (value: string) => [value.length, ...Buffer.from(value)];
  const body = (code: number[]) => {
    const whole = [...list([1, v128]), ...code];
    return [...size(whole.length), ...whole];
  };
  return [
    ...[0, ...Buffer.from('asm'), 1, 0, 0, 0],
    ...section(1, list([0x60, ...list([i32], [i32], [i32], [f32]), 0], [0x60, ...list([i32], [i32], [i32]), 1, f32])),
    ...section(2, list([...text('m'), ...text('m'), 2, 0, 1])),
    ...section(3, list([0], [1])),
    ...section(7, list([...text('add'), 0, 0], [...text('dot'), 0, 1])),
    ...section(10, list(body(addCode), body(dotCode))),
  ];
}
