import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, stop } from 'esbuild';
import type { Settings } from './settings.ts';

export interface Bundle {
  script: Uint8Array;
  gzipped: Uint8Array;
  /** Names this content; changes with it. */
  version: string;
}

let built: Promise<string> | null = null;

/** The widget with a hotel's settings as one script. The widget itself is built once a process, in about 100 ms. */
export async function bundleWidget(settings: Settings): Promise<Bundle> {
  built ??= buildWidget().catch((error: unknown) => {
    built = null;
    throw error;
  });
  const known = JSON.stringify(settings).replaceAll('<', '\\u003c');
  const script = Buffer.from(`{const SETTINGS=${known};${await built}}`);
  const version = createHash('sha256').update(script).digest('base64url').slice(0, 16);
  return { script, gzipped: gzipSync(script, { level: 9 }), version };
}

async function buildWidget(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./widget/main.ts', import.meta.url))],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: ['chrome111', 'firefox113', 'safari16.4'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.css': 'text' },
    legalComments: 'none',
    logLevel: 'silent',
  });
  // esbuild's helper process would stay, and keep its memory for nothing.
  await stop();
  return outputFiles[0]?.text ?? '';
}
