import { z } from 'zod';
import { advise } from './advise.ts';
import { describeKind } from './describe-kind.ts';
import { didYouMean } from './suggest.ts';

type RawIssue = z.core.$ZodRawIssue;

/**
 * zod's error map: what is wrong and what to do, in the words of somebody who writes YAML.
 * For unknown keys it lists the known ones instead, one a line, since each unknown key becomes a fault of its own.
 */
export function explainIssue(issue: RawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return explainType(issue.expected, issue.input, descriptionOf(issue.inst));
    case 'unrecognized_keys':
      return knownKeys(issue.inst).join('\n');
    case 'invalid_value':
      return explainValue(issue.values, issue.input);
    case 'too_small':
      return isLength(issue.origin)
        ? advise(issue.input === '' || issue.minimum === 1 ? 'is empty' : 'is too short', 'fill it in or remove it')
        : advise(`must be at least ${issue.minimum}, is ${issue.input}`, 'write a larger number');
    case 'too_big':
      return isLength(issue.origin)
        ? advise('is too long', `write at most ${issue.maximum}`)
        : advise(`must be at most ${issue.maximum}, is ${issue.input}`, 'write a smaller number');
    case 'invalid_format':
      return advise(`"${issue.input}" is not ${formats[issue.format] ?? 'in the right form'}`, 'correct it');
    case 'invalid_union':
      if (mayBeText(issue.inst) && isScalar(issue.input)) return explainType('string', issue.input, undefined);
      return advise(
        `must not be ${describeKind(issue.input)}`,
        `write ${descriptionOf(issue.inst) ?? 'another value'}`,
      );
    default:
      return advise('is not valid', `write ${descriptionOf(issue.inst) ?? 'another value'}`);
  }
}

function explainType(expected: string, input: unknown, description: string | undefined): string {
  const wanted = names[expected] ?? expected;
  if (input === undefined) return advise('is missing', `add it: ${description ?? wanted}`);
  const what = `must be ${wanted}, is ${describeKind(input)}`;
  if (expected === 'string' && isScalar(input)) return advise(what, 'put it in quotes');
  if ((expected === 'number' || expected === 'int') && typeof input === 'string') {
    return advise(what, 'remove the quotes; before an environment variable write !!float');
  }
  return advise(what, `write ${description ?? wanted}`);
}

function explainValue(values: readonly unknown[], input: unknown): string {
  const allowed = values.map(String);
  if (input === undefined) return advise('is missing', `write ${allowed.join(' or ')}`);
  const shown = typeof input === 'object' ? describeKind(input) : `"${input}"`;
  const cure = `write ${allowed.join(' or ')}`;
  return advise(`must be ${allowed.join(' or ')}, is ${shown}`, didYouMean(String(input), allowed, cure));
}

function knownKeys(schema: unknown): string[] {
  return schema instanceof z.core.$ZodObject ? Object.keys(schema._zod.def.shape) : [];
}

function descriptionOf(schema: unknown): string | undefined {
  return schema instanceof z.core.$ZodType ? z.globalRegistry.get(schema)?.description : undefined;
}

function mayBeText(schema: unknown): boolean {
  return (
    schema instanceof z.core.$ZodUnion && schema._zod.def.options.some((each) => each instanceof z.core.$ZodString)
  );
}

/** What YAML reads as something else than text only because it has no quotes. */
function isScalar(input: unknown): boolean {
  return typeof input === 'number' || typeof input === 'boolean';
}

function isLength(origin: string): boolean {
  return origin === 'string' || origin === 'array' || origin === 'set' || origin === 'map';
}

const names: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
  null: 'empty',
};

const formats: Readonly<Record<string, string>> = {
  email: 'a mail address',
  url: 'a web address with https://',
};
