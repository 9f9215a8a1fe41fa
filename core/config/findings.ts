import type { Fault, Place } from './config.ts';

/** What reading and checking found so far; every reader adds to it and goes on. */
export class Findings {
  readonly #faults: Fault[] = [];
  readonly #warnings: Fault[] = [];

  fault(place: Place, message: string, cure: string): void {
    this.#faults.push({ ...place, message, cure });
  }

  warn(place: Place, message: string, cure: string): void {
    this.#warnings.push({ ...place, message, cure });
  }

  /** Whether there is a fault at exactly this place: another one there would only be its consequence. */
  isFaulty({ file, line, path }: Place): boolean {
    return this.#faults.some((fault) => fault.file === file && fault.line === line && fault.path === path);
  }

  /** Whether there is a fault somewhere below this place. */
  isFaultyBelow({ file, path }: Place): boolean {
    return this.#faults.some(
      (fault) => fault.file === file && /^[.[]/.test(fault.path.slice(path.length)) && fault.path.startsWith(path),
    );
  }

  get faults(): Fault[] {
    return inOrder(this.#faults);
  }

  get warnings(): Fault[] {
    return inOrder(this.#warnings);
  }
}

/** Sorted by file and line. A shared file is checked once a property, so the same finding may have come several times. */
function inOrder(found: readonly Fault[]): Fault[] {
  const once = new Map(found.map((fault) => [JSON.stringify(fault), fault]));
  return [...once.values()].sort((a, b) => compare(a.file, b.file) || a.line - b.line);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
