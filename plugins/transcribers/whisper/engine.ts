import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What we use of `@fugood/whisper.node` 1.1. */
export interface Engine {
  initWhisper(options: { filePath: string; useGpu?: boolean }): Promise<Context>;
}

export interface Context {
  /** 16-bit samples, mono, 16 kHz. */
  transcribeData(
    samples: ArrayBuffer,
    options: { language?: string; maxThreads?: number },
  ): { stop(): Promise<void>; promise: Promise<{ result: string; language?: string }> };
  release(): Promise<void>;
}

/** Not a dependency of the bot: with its builds for graphics cards it weighs 266 MB, and few hotels need it. */
export async function loadEngine(name: string): Promise<Engine> {
  const { resolve } = createRequire(join(process.cwd(), 'package.json'));
  let file: string;
  try {
    file = resolve(name);
  } catch (cause) {
    throw new Error(`install it beside the bot: npm install ${name}`, { cause });
  }
  const module = (await import(pathToFileURL(file).href)) as Partial<Engine> & { default?: Partial<Engine> };
  const initWhisper = module.initWhisper ?? module.default?.initWhisper;
  if (initWhisper === undefined) throw new Error(`${name} has no initWhisper`);
  return { initWhisper };
}
