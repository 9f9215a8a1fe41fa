import { type Document, type Scalar, visit } from 'yaml';
import { pathOf } from './locate.ts';

/** A `${NAME}` for which the environment has nothing. */
export interface MissingVariable {
  readonly name: string;
  readonly path: readonly PropertyKey[];
  /** Line of the scalar's text, from 0. */
  readonly textLine: number;
}

const reference = /\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g;

/**
 * Fills in `${NAME}` and `${NAME:-default}` (for unset or empty) in every scalar, in place. The result is text, so that
 * an account number or a token of digits stays what it is; `!!int`, `!!float` and `!!bool` before it ask for another type.
 */
export function expandEnv(document: Document, env: NodeJS.ProcessEnv): MissingVariable[] {
  const missing: MissingVariable[] = [];
  visit(document, {
    Scalar(_, scalar, ancestors) {
      const text = scalar.value;
      if (typeof text !== 'string' || !text.includes('${')) return;
      const filled = text.replace(reference, (whole, name: string, fallback: string | undefined, offset: number) => {
        const value = env[name] || (fallback ?? env[name]);
        if (value !== undefined) return value;
        const textLine = text.slice(0, offset).split('\n').length - 1;
        missing.push({ name, path: pathOf([...ancestors, scalar]), textLine });
        return whole;
      });
      if (filled !== text) scalar.value = typed(filled, scalar.tag);
    },
  });
  return missing;
}

function typed(text: string, tag: Scalar['tag']): string | number | boolean {
  const trimmed = text.trim();
  if (tag === 'tag:yaml.org,2002:bool' && /^(true|false)$/i.test(trimmed)) return trimmed.toLowerCase() === 'true';
  const isNumberTag = tag === 'tag:yaml.org,2002:int' || tag === 'tag:yaml.org,2002:float';
  return isNumberTag && trimmed !== '' && Number.isFinite(Number(trimmed)) ? Number(trimmed) : text;
}
