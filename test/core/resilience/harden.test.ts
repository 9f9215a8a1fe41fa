import { readFileSync } from 'node:fs';
import { type Operations, pmsOperations } from '@botones/contract';
import { expect } from 'chai';
import { harden } from '../../../core/resilience/harden.ts';
import { aGuard, Broken, never } from '../../support/guard-rig.ts';
import { aClock } from '../../support/manual-clock.ts';

interface Desk {
  readonly bell: string;
  find(name: string, signal: AbortSignal): Promise<string>;
  list(filter?: string, signal?: AbortSignal): Promise<string>;
  book(room: string, key: string, signal: AbortSignal): Promise<string>;
  note(text: string, signal: AbortSignal): Promise<string>;
  add(a: number, b: number): number;
  close?(): Promise<void>;
}

const operations = {
  find: { does: 'read' },
  list: { does: 'read' },
  book: { does: 'write', key: 1 },
  note: { does: 'write', key: null },
  close: { does: 'write', key: null },
} as const satisfies Operations<Desk>;

function aDesk(failures = 0) {
  const calls: unknown[][] = [];
  let left = failures;
  class FrontDesk implements Desk {
    #rooms = 'rooms';
    readonly bell = 'ding';
    async #answer(...args: unknown[]) {
      calls.push(args);
      left -= 1;
      if (left >= 0) throw new Broken();
      return this.#rooms;
    }
    find(name: string, signal: AbortSignal) {
      return this.#answer('find', name, signal);
    }
    list(filter?: string, signal?: AbortSignal) {
      return this.#answer('list', filter, signal);
    }
    book(room: string, key: string, signal: AbortSignal) {
      return this.#answer('book', room, key, signal);
    }
    note(text: string, signal: AbortSignal) {
      return this.#answer('note', text, signal);
    }
    add(a: number, b: number) {
      return a + b;
    }
  }
  const rig = aGuard({}, { clock: aClock() });
  return { ...rig, calls, desk: harden<Desk>(Object.freeze(new FrontDesk()), operations, rig.guard) };
}

describe('harden', () => {
  it('gives the same port: results, plain fields and methods of classes', async () => {
    const { desk, calls, results } = aDesk();
    expect(await desk.find('Ana', never)).to.equal('rooms');
    expect(calls[0]?.slice(0, 2)).to.deep.equal(['find', 'Ana']);
    expect(desk.bell).to.equal('ding');
    expect(desk.close).to.equal(undefined);
    expect(results).to.deep.equal(['ok']);
  });

  it('calls what never leaves the process as it is', () => {
    const { desk, results } = aDesk();
    expect(desk.add(1, 2)).to.equal(3);
    expect(results).to.deep.equal([]);
  });

  it('tries a read again', async () => {
    const { desk, calls } = aDesk(2);
    expect(await desk.find('Ana', never)).to.equal('rooms');
    expect(calls).to.have.length(3);
  });

  it('tries a write again with its key only, and with the same one', async () => {
    const { desk, calls } = aDesk(1);
    expect(await desk.book('102', 'turn-1', never)).to.equal('rooms');
    expect(calls.map((args) => args.slice(0, 3))).to.deep.equal([
      ['book', '102', 'turn-1'],
      ['book', '102', 'turn-1'],
    ]);
  });

  it('never repeats a write without one', async () => {
    for (const write of [
      (desk: Desk) => desk.book('102', '', never),
      (desk: Desk) => desk.book('102', undefined as never, never),
      (desk: Desk) => desk.note('late', never),
    ]) {
      const { desk, calls } = aDesk(1);
      expect(await write(desk).catch((error) => error)).to.be.instanceOf(Broken);
      expect(calls).to.have.length(1);
    }
  });

  it('hands the port a signal that ends with its caller, wherever the caller put its own', async () => {
    const caller = new AbortController();
    let heard: AbortSignal | undefined;
    const port = {
      ask(_name: string, signal: AbortSignal) {
        heard = signal;
        return new Promise<void>(() => {});
      },
    };
    const { guard } = aGuard();
    const asked = harden(port, { ask: { does: 'read' } }, guard)
      .ask('Ana', caller.signal)
      .catch((error) => error);
    await new Promise((next) => setImmediate(next));
    expect(heard?.aborted).to.equal(false);
    const reason = new Error('The guest left.');
    caller.abort(reason);
    expect(await asked).to.equal(reason);
    expect(heard).to.include({ aborted: true, reason });
  });

  it('hands the port a signal where its caller gave none', async () => {
    const { desk, calls } = aDesk();
    await desk.list();
    await desk.list('sea');
    await desk.list('sea', never);
    for (const [, , signal] of calls) expect(signal).to.be.instanceOf(AbortSignal);
    expect(calls.map(([, filter]) => filter)).to.deep.equal([undefined, 'sea', 'sea']);
  });

  it('takes a method that throws before it promises anything for a failed call', async () => {
    const { guard, results } = aGuard();
    const port = {
      ask(_signal: AbortSignal): Promise<void> {
        throw new Broken();
      },
    };
    expect(
      await harden(port, { ask: { does: 'write', key: null } }, guard)
        .ask(never)
        .catch((error) => error),
    ).to.be.instanceOf(Broken);
    expect(results).to.deep.equal(['failed']);
  });

  it('has types that refuse a method of which nobody decided whether it reads or writes', () => {
    const port = { find: async () => 'rooms', burn: async () => 'ashes' };
    // @ts-expect-error: burn is in no row.
    const incomplete: Operations<typeof port> = { find: { does: 'read' } };
    // @ts-expect-error: a write says where its key is, or that it has none.
    const undecided: Operations<typeof port> = { find: { does: 'read' }, burn: { does: 'write' } };
    expect([incomplete, undecided]).to.have.length(2);
  });
});

describe('operations of the ports', () => {
  it('place the key of each write where its signature has it', () => {
    // Positions follow `key: string` of each method in the contract's sources.
    const source = readFileSync('core/contract/ports/pms.ts', 'utf8');
    const declared = [...source.matchAll(/^ {2}(\w+)\((.*)\): Promise</gm)].map(([, name = '', parameters = '']) => {
      const key = parameters.split(/, (?=\w+:)/).indexOf('key: string');
      return [name, key];
    });
    expect(declared.map(([name]) => name)).to.have.members(Object.keys(pmsOperations));
    const writes = Object.entries(pmsOperations).filter(([, { does }]) => does === 'write');
    expect(writes.map(([name, operation]) => [name, 'key' in operation && operation.key])).to.have.deep.members(
      declared.filter(([, key]) => key !== -1),
    );
  });
});
