import type { Features } from '../features/features.ts';

/** A moment as memorized stories compare it: all of it must be the same. */
export type Seen = Pick<Features, 'action' | 'user' | 'marks' | 'loop' | 'slots'>;

interface Node {
  /** What comes next; null where stories disagree. */
  action: string | null | undefined;
  readonly next: Map<number, Edge[]>;
}

interface Edge {
  readonly seen: Seen;
  readonly node: Node;
}

/** Memorized stories by their moments, the oldest first. */
export class MemoTrie {
  readonly #root: Node = { action: undefined, next: new Map() };
  /** Moments of the longest. */
  depth = 0;

  add(row: readonly Seen[], action: string): void {
    this.depth = Math.max(this.depth, row.length);
    const node = row.reduce((above, seen) => step(above, seen) ?? grow(above, seen), this.#root);
    node.action = node.action === undefined || node.action === action ? action : null;
  }

  find(row: readonly Seen[]): string | null {
    let node = this.#root;
    for (const seen of row) {
      const next = step(node, seen);
      if (next === null) return null;
      node = next;
    }
    return node.action ?? null;
  }
}

function step({ next }: Node, seen: Seen): Node | null {
  return next.get(keyOf(seen))?.find((edge) => same(edge.seen, seen))?.node ?? null;
}

function grow({ next }: Node, seen: Seen): Node {
  const edge: Edge = { seen, node: { action: undefined, next: new Map() } };
  next.set(keyOf(seen), [...(next.get(keyOf(seen)) ?? []), edge]);
  return edge.node;
}

/** Few moments have both their action and their message in common. */
function keyOf({ action, user }: Seen): number {
  return action * 0x100000 + user;
}

function same(one: Seen, other: Seen): boolean {
  return (
    one.action === other.action &&
    one.user === other.user &&
    one.marks === other.marks &&
    one.loop === other.loop &&
    one.slots.every((feature, position) => feature === other.slots[position])
  );
}
