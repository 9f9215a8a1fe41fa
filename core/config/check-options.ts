import type { Schema } from '@botones/contract';
import { z } from 'zod';
import type { Fault, PluginEntry } from './config.ts';
import { Findings } from './findings.ts';
import { reportIssues } from './yaml/check-shape.ts';
import { explainIssue } from './yaml/explain-issue.ts';

/**
 * Checks the options of a plugin against its schema: what the schema makes of them, or a fault for each issue, in the line
 * of the option. A zod schema brings cures as good as those of core's own keys; others are told in their own words.
 */
export async function checkOptions(
  schema: Schema,
  entry: PluginEntry,
): Promise<{ options: unknown } | { faults: Fault[] }> {
  const cure = `see the options of ${entry.name} in its README`;
  const findings = new Findings();
  if (schema instanceof z.core.$ZodType) {
    const result = await z.core.safeParseAsync(schema, entry.options, { error: explainIssue });
    if (result.success) return { options: result.data };
    reportIssues(result.error.issues, entry, findings, cure);
    return { faults: findings.faults };
  }
  const result = await schema['~standard'].validate(entry.options);
  if (!result.issues) return { options: result.value };
  for (const { path = [], message } of result.issues) {
    const keys = path.map((step) => (typeof step === 'object' ? step.key : step));
    findings.fault(entry.at(keys), message, cure);
  }
  return { faults: findings.faults };
}
