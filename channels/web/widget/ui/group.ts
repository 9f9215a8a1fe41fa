import type { Line } from '../client/timeline.ts';

/** Lines of one author in a row. */
export interface Group {
  key: string;
  from: Line['from'];
  author?: string | undefined;
  lines: Line[];
  /** Begins a new day, by the guest's clock. */
  newDay: boolean;
}

const PAUSE_MS = 10 * 60_000;

/** Joins what one author wrote without a break of ten minutes. */
export function groupLines(lines: readonly Line[]): Group[] {
  const groups: Group[] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    const before = group?.lines.at(-1);
    const newDay = before === undefined || dayOf(before.at) !== dayOf(line.at);
    const gap = before === undefined ? 0 : Date.parse(line.at) - Date.parse(before.at);
    if (group && !newDay && gap < PAUSE_MS && group.from === line.from && group.author === line.author) {
      group.lines.push(line);
    } else {
      groups.push({ key: line.key, from: line.from, author: line.author, lines: [line], newDay });
    }
  }
  return groups;
}

function dayOf(instant: string): string {
  return new Date(instant).toDateString();
}
