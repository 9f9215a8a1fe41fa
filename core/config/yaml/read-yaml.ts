import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { LineCounter, parseDocument, visit, type YAMLError } from 'yaml';
import type { Findings } from '../findings.ts';
import { expandEnv } from './expand-env.ts';
import { pathOf, placeAt, type YamlSource } from './locate.ts';
import { YamlPiece } from './piece.ts';

/** Reads a file and fills in `${ENV}`; null when its syntax is so broken that nothing in it can be trusted. */
export function readYaml(path: string, env: NodeJS.ProcessEnv, findings: Findings): YamlPiece | null {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), {
    lineCounter: lines,
    merge: true,
    prettyErrors: false,
    logLevel: 'error',
  });
  const source: YamlSource = { file: relative(process.cwd(), path), document, lines };
  const broken = reportSyntax(source, findings);
  for (const { name, path: at, textLine } of expandEnv(document, env)) {
    const cure = `set ${name}, or give it a default: \${${name}:-…}`;
    findings.fault(placeAt(source, at, textLine), `environment variable ${name} is not set`, cure);
  }
  if (broken || reportLooseAliases(source, findings)) return null;
  try {
    return new YamlPiece(source, document.toJS() ?? {});
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    findings.fault({ file: source.file, line: 1, path: '' }, message, 'write the repeated part out');
    return null;
  }
}

/** Whether there are worse mistakes than a key written twice. Of those only the first is told: the others follow from it. */
function reportSyntax(source: YamlSource, findings: Findings): boolean {
  const [first, ...repeated] = [
    ...source.document.errors.filter((error) => error.code !== 'DUPLICATE_KEY').slice(0, 1),
    ...source.document.errors.filter((error) => error.code === 'DUPLICATE_KEY'),
  ];
  const unknownTags = source.document.warnings.filter((warning) => !/,2002:(int|float|bool)$/.test(warning.message));
  for (const error of [first, ...repeated, ...unknownTags]) {
    if (error) findings.fault(placeOf(error, source), error.message, cureOf(error));
  }
  return first !== undefined && first.code !== 'DUPLICATE_KEY';
}

function reportLooseAliases(source: YamlSource, findings: Findings): boolean {
  let found = false;
  visit(source.document, {
    Alias(_, alias, ancestors) {
      if (alias.resolve(source.document)) return;
      found = true;
      const place = placeAt(source, pathOf([...ancestors, alias]));
      const name = alias.source;
      findings.fault(place, `nothing is called &${name} above`, `write &${name} before the part that is meant`);
    },
  });
  return found;
}

function placeOf(error: YAMLError, source: YamlSource) {
  return { file: source.file, line: source.lines.linePos(error.pos[0]).line, path: '' };
}

function cureOf({ code, message }: YAMLError): string {
  if (/^A block sequence/.test(message)) return 'indent the list below a key of its own, like steps:';
  return cures[code] ?? 'mend the YAML here';
}

const cures: Partial<Record<YAMLError['code'], string>> = {
  BAD_INDENT: 'check the indentation here and in the line above',
  BLOCK_AS_IMPLICIT_KEY: 'put quotes around text that contains ": "',
  DUPLICATE_KEY: 'join the two, or remove one',
  MISSING_CHAR: 'close the quote or bracket, or check the indentation',
  MULTIPLE_ANCHORS: 'keep one anchor',
  MULTIPLE_DOCS: 'remove the second "---", or make it a file of its own',
  TAB_AS_INDENT: 'indent with spaces',
  TAG_RESOLVE_FAILED: 'put quotes around text that begins with "!"',
  UNEXPECTED_TOKEN: 'put quotes around text with special characters',
};
