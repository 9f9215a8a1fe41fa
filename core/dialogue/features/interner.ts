/** Numbers names from 1, in the order in which they first come. */
export class Interner {
  readonly #ids = new Map<string, number>();
  readonly #names: string[] = [''];

  /** The name's number, a new one if need be. */
  intern(name: string): number {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    this.#ids.set(name, this.#names.length);
    return this.#names.push(name) - 1;
  }

  /** The name's number, -1 if it has none. */
  find(name: string): number {
    return this.#ids.get(name) ?? -1;
  }

  nameOf(id: number): string {
    return this.#names[id] ?? '';
  }
}
