import { type Features, unset } from '../features/features.ts';
import type { Moment } from '../tracking/moment.ts';
import { fits, type RuleState } from './rule-state.ts';

/** A message counts by its intent or by its words. */
export type Reading = 'intent' | 'text';

interface Node<T> {
  readonly ends: T[];
  /** Rules that must begin where the conversation does. */
  start: T[];
  /** By last action, then by message; 0: any message. */
  readonly next: Map<number, Map<number, Edge<T>[]>>;
}

interface Edge<T> {
  readonly state: RuleState;
  readonly written: string;
  readonly node: Node<T>;
}

/**
 * Rules by what they ask of the last moment, then of the one before, and so on. Looking one up costs as much as the
 * rules that begin alike are deep, however many others there are.
 */
export class RuleTrie<T> {
  readonly #root: Node<T> = emptyNode();
  /** Most moments that a rule looks back. */
  depth = 0;

  /** `states`: oldest first, each with the text by which equal ones are told. */
  add(states: readonly (readonly [RuleState, string])[], value: T): void {
    this.depth = Math.max(this.depth, states.length);
    let node = this.#root;
    for (const [state, written] of states.toReversed()) {
      if (state.action === 0) {
        node.start.push(value);
        return;
      }
      node = this.#step(node, state, written);
    }
    node.ends.push(value);
  }

  /** Everything that fits the moments, in no order. */
  find(moments: readonly Moment[], reading: Reading, found: (value: T) => void): void {
    this.#visit(this.#root, moments, moments.length - 1, reading, found);
  }

  #visit(node: Node<T>, moments: readonly Moment[], at: number, reading: Reading, found: (value: T) => void): void {
    for (const value of node.ends) found(value);
    const features = moments[at]?.features;
    if (features === undefined) return;
    if (features.action === 0) {
      for (const value of node.start) found(value);
      return;
    }
    const byUser = node.next.get(features.action);
    if (byUser === undefined) return;
    const [user, marks] = messageOf(features, at === moments.length - 1 ? reading : 'intent');
    for (const asked of user === 0 ? [0] : [user, 0]) {
      for (const { state, node: below } of byUser.get(asked) ?? []) {
        if (fits(state, features, marks)) this.#visit(below, moments, at - 1, reading, found);
      }
    }
  }

  #step({ next }: Node<T>, state: RuleState, written: string): Node<T> {
    const byUser = next.get(state.action) ?? new Map<number, Edge<T>[]>();
    next.set(state.action, byUser);
    const edges = byUser.get(state.user) ?? [];
    byUser.set(state.user, edges);
    const known = edges.find((edge) => edge.written === written);
    if (known !== undefined) return known.node;
    const edge = { state, written, node: emptyNode<T>() };
    edges.push(edge);
    return edge.node;
  }
}

function messageOf({ user, text, marks }: Features, reading: Reading): [user: number, marks: number] {
  return reading === 'text' ? [text, unset] : [user, marks];
}

function emptyNode<T>(): Node<T> {
  return { ends: [], start: [], next: new Map() };
}
