import { mkdir, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { MediaFile } from '@botones/contract';
import type { KeptFile } from '../delivery/kept-media.ts';

/** Endings by what the bytes were found to be. Whatever else a guest sends is named so that no desktop runs it. */
const endings: Readonly<Record<string, string>> = {
  'application/msword': '.doc',
  'application/pdf': '.pdf',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': '.xlsx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
  'audio/aac': '.aac',
  'audio/amr': '.amr',
  'audio/mp4': '.m4a',
  'audio/mpeg': '.mp3',
  'audio/ogg': '.ogg',
  'audio/opus': '.ogg',
  'audio/wav': '.wav',
  'audio/webm': '.webm',
  'image/avif': '.avif',
  'image/gif': '.gif',
  'image/heic': '.heic',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'text/calendar': '.ics',
  'text/csv': '.csv',
  'text/plain': '.txt',
  'video/3gpp': '.3gp',
  'video/mp4': '.mp4',
  'video/quicktime': '.mov',
};
const UNKNOWN = '.bin';
const MAX_NAME = 60;

/**
 * Writes what is kept of these files into a folder, which is made if need be, for this user's eyes alone. Returns where
 * each stands: `<position>-<part>-<what the guest called it>`, with an ending that tells what it is.
 */
export async function writeFiles(
  folder: string,
  files: readonly KeptFile[],
  get: (id: string) => Promise<MediaFile | null>,
): Promise<Map<KeptFile, string>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const paths = new Map<KeptFile, string>();
  for (const file of files) {
    const stored = file.kept === null ? null : await get(file.kept.id);
    if (stored === null) continue;
    const path = join(folder, nameOf(file, stored.mime));
    await writeFile(path, stored.bytes, { mode: 0o600 });
    paths.set(file, path);
  }
  return paths;
}

function nameOf({ seq, index, type, name }: KeptFile, mime: string): string {
  const [bare = ''] = mime.toLowerCase().split(';');
  const called = name ?? type;
  const stem = called.slice(0, called.length - extname(called).length) || type;
  const safe =
    stem
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '')
      .slice(0, MAX_NAME) || type;
  return `${seq}-${index}-${safe}${endings[bare.trim()] ?? UNKNOWN}`;
}
