import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { AuditEntry } from '@botones/contract';
import { toLine } from '../../audit/entry-line.ts';
import { showTime } from './show-page.ts';

export const exportFormats = ['jsonl', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportParts {
  readonly path: string;
  readonly format: ExportFormat;
  /** Replaces a file that is there. */
  readonly force: boolean;
  zoneOf(property: string): string;
  readonly signal: AbortSignal;
}

export interface Exported {
  readonly path: string;
  readonly entries: number;
  readonly bytes: number;
}

/** Characters that are gathered before they are written. */
const CHUNK = 256_000;

/**
 * Writes entries as they come, so that a trail of any length needs no more memory than a short one. They go into a file
 * beside, which takes its name when the last is on the disk: whoever finds the file finds all of it.
 *
 * @throws RangeError where a file is there already, and what `entries` throws; then nothing is left behind.
 */
export async function exportTrail(
  entries: AsyncIterable<AuditEntry>,
  { path, format, force, zoneOf, signal }: ExportParts,
): Promise<Exported> {
  const target = resolve(path);
  const there = await stat(target).catch(() => null);
  if (there?.isDirectory()) throw new RangeError(`${target} is a folder. Name a file in it.`);
  if (there && !force) throw new RangeError(`${target} is there already. Name another file, or add --force.`);
  await mkdir(dirname(target), { recursive: true });
  const part = `${target}.${process.pid}.part`;
  const file = await open(part, 'wx', 0o600);
  try {
    const sum = { entries: 0, bytes: 0 };
    let text = format === 'csv' ? csvHead : '';
    const flush = async () => {
      await file.appendFile(text);
      sum.bytes += Buffer.byteLength(text);
      text = '';
    };
    for await (const entry of entries) {
      signal.throwIfAborted();
      text += format === 'csv' ? toCsv(entry, zoneOf(entry.property)) : toLine(entry);
      sum.entries += 1;
      if (text.length >= CHUNK) await flush();
    }
    signal.throwIfAborted();
    await flush();
    await file.sync();
    await file.close();
    await rename(part, target);
    return { path: target, ...sum };
  } catch (error) {
    await file.close().catch(() => {});
    await rm(part, { force: true });
    throw error;
  }
}

const csvHead = 'at,local,property,event,subject,data,id\r\n';

/** RFC 4180. */
function toCsv({ id, at, property, event, subject, data }: AuditEntry, zone: string): string {
  const cells = [at, showTime(at, zone), property, event, subject, JSON.stringify(data), id];
  return `${cells.map(toCell).join(',')}\r\n`;
}

/** Where a cell begins like a formula, a spreadsheet would run it: an apostrophe before it makes it text. */
function toCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
