import { type Document, isAlias, isMap, isPair, isScalar, isSeq, type LineCounter, type Node } from 'yaml';
import type { Place } from '../config.ts';

/** A parsed file, for finding lines in it. */
export interface YamlSource {
  /** As it is shown in places. */
  readonly file: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

/** Where the node at `path` stands; see `lineAt`. */
export function placeAt(source: YamlSource, path: readonly PropertyKey[], textLine?: number): Place {
  return { file: source.file, line: lineAt(source, path, textLine), path: formatPath(path) };
}

/**
 * Line, from 1, of the node at `path`, or of the nearest node above it; an entry of a mapping stands where its key does.
 * With `textLine`, the line on which that line (from 0) of a block of text stands.
 */
function lineAt({ document, lines }: YamlSource, path: readonly PropertyKey[], textLine?: number): number {
  const { node, offset } = descend(document, path);
  const line = lines.linePos(offset).line;
  if (textLine === undefined || !isScalar(node) || node.type !== 'BLOCK_LITERAL' || !node.range) return line;
  return lines.linePos(node.range[0]).line + 1 + textLine;
}

function descend(document: Document, path: readonly PropertyKey[]): { node: unknown; offset: number } {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const key of path) {
    const found = step(isAlias(node) ? node.resolve(document) : node, key);
    if (!found) break;
    node = found.node;
    offset = found.offset ?? offset;
  }
  return { node, offset };
}

function step(node: unknown, key: PropertyKey): { node: unknown; offset: number | undefined } | null {
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
    return pair ? { node: pair.value, offset: (pair.key as Node).range?.[0] } : null;
  }
  if (isSeq(node)) {
    const item = node.items[Number(key)];
    return item === undefined ? null : { node: item, offset: (item as Node).range?.[0] };
  }
  return null;
}

/** The path to the last of these nodes, each of which stands in the one before it: what `visit` hands out. */
export function pathOf(nodes: readonly unknown[]): PropertyKey[] {
  return nodes.flatMap((node, index): PropertyKey[] => {
    if (isPair(node) && isScalar(node.key)) return [String(node.key.value)];
    const parent = nodes[index - 1];
    return isSeq(parent) ? [parent.items.indexOf(node)] : [];
  });
}

/** `nlu[3].examples` */
function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index ? '.' : ''}${String(key)}`))
    .join('');
}
