import { readFileSync } from 'node:fs';

export interface CodeBlock {
  language: string;
  /** What its first line names: `// channels/pigeon/index.ts`, `# config/botones.yml`. */
  file: string | null;
  /** Without the line that names its file. */
  code: string;
}

/** The fenced blocks of a page, in order; those of a list without its indentation. */
export function codeBlocks(page: string): CodeBlock[] {
  const fences = readFileSync(page, 'utf8').matchAll(/^( *)```(\w+)\n(.*?)^\1```$/gms);
  return [...fences].map(([, indent = '', language = '', block = '']) => {
    const whole = block.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    const file = /^(?:\/\/|#) (\S+)\n/.exec(whole)?.[1] ?? null;
    return { language, file, code: file === null ? whole : whole.slice(whole.indexOf('\n') + 1) };
  });
}
