/** A node of `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON)`. */
interface PlanNode {
  'Node Type': string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  'Shared Hit Blocks'?: number;
  'Shared Read Blocks'?: number;
  Plans?: PlanNode[];
}

interface Explained {
  Plan: PlanNode;
  'Execution Time': number;
}

interface Answer {
  'QUERY PLAN': Explained[];
}

export interface Verdict {
  /** Names of the indexes that were used. */
  readonly indexes: readonly string[];
  /** Of the whole table, without an index. */
  readonly scansTable: boolean;
  /** Rows that were looked at to find those that were wanted. */
  readonly visited: number;
  /** Pages of 8 kB. */
  readonly buffers: number;
  readonly milliseconds: number;
}

/** Runs a query and says how PostgreSQL has answered it. */
export async function explain(connection: { execute(sql: string): Promise<unknown> }, query: string): Promise<Verdict> {
  const rows = (await connection.execute(`explain (analyze, buffers, format json) ${query}`)) as Answer[];
  const [explained] = rows[0]?.['QUERY PLAN'] ?? [];
  if (explained === undefined) throw new Error('PostgreSQL explains nothing.');
  return judgePlan(explained);
}

function judgePlan({ Plan, 'Execution Time': milliseconds }: Explained): Verdict {
  const nodes = flatten(Plan);
  const rows = (node: PlanNode) =>
    (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)) *
    node['Actual Loops'];
  return {
    indexes: [...new Set(nodes.flatMap((node) => node['Index Name'] ?? []))].sort(),
    scansTable: nodes.some((node) => node['Node Type'].includes('Seq Scan')),
    visited: Math.round(
      nodes
        .filter(({ 'Node Type': type }) => type.includes('Scan'))
        .reduce((most, node) => Math.max(most, rows(node)), 0),
    ),
    buffers: (Plan['Shared Hit Blocks'] ?? 0) + (Plan['Shared Read Blocks'] ?? 0),
    milliseconds,
  };
}

function flatten(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)];
}
