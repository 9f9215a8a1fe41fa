import type { FlatIssue } from './flatten-issues.ts';

interface Entry {
  readonly holder: Record<PropertyKey, unknown>;
  readonly key: PropertyKey;
}

/** A copy without the entries that have issues; `undefined` when that leaves nothing to keep. */
export function prune(value: unknown, issues: readonly FlatIssue[]): unknown {
  const copy = structuredClone(value);
  const paths = issues.flatMap(({ path, unknownKeys }) => unknownKeys?.map((key) => [...path, key]) ?? [path]);
  const entries = paths.map((path) => nearestEntry(copy, path));
  for (const entry of entries) {
    if (!entry) return undefined;
    delete entry.holder[entry.key];
  }
  return copy;
}

/** The entry of a mapping at or above the path. Items of a list stay, else the others would change places. */
function nearestEntry(root: unknown, path: readonly PropertyKey[]): Entry | null {
  for (let length = path.length; length > 0; length--) {
    const holder = path.slice(0, length - 1).reduce<unknown>(below, root);
    const key = path[length - 1];
    if (key !== undefined && isMapping(holder) && !Array.isArray(holder) && Object.hasOwn(holder, key)) {
      return { holder, key };
    }
  }
  return null;
}

function below(value: unknown, key: PropertyKey): unknown {
  return isMapping(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isMapping(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}
