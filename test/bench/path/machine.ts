import { readFile } from 'node:fs/promises';
import { setTimeout as rest } from 'node:timers/promises';

/** Share of all cores that others use just now, from 0 to 1; null where the system does not tell. */
export async function busyShare(): Promise<number | null> {
  const before = await readTimes();
  await rest(1_000);
  const after = await readTimes();
  if (before === null || after === null) return null;
  return 1 - (after.idle - before.idle) / Math.max(1, after.total - before.total);
}

async function readTimes(): Promise<{ idle: number; total: number } | null> {
  const stat = await readFile('/proc/stat', 'utf8').catch(() => null);
  const figures = stat?.split('\n')[0]?.trim().split(/\s+/).slice(1).map(Number);
  if (!figures) return null;
  return { idle: (figures[3] ?? 0) + (figures[4] ?? 0), total: figures.reduce((sum, figure) => sum + figure, 0) };
}

/** Resident memory of a process, in MB of 10^6 bytes. */
export async function residentMB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round((Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024) / 1e6);
}

export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
