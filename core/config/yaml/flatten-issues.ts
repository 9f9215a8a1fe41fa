import type { z } from 'zod';

/** A zod issue with unions and keys of records looked into, and the path from the checked value. */
export interface FlatIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly code: z.core.$ZodIssue['code'];
  /** Only for unknown keys, which stand below `path`. */
  readonly unknownKeys?: readonly string[];
}

/** Of a union, only the issues of the branch that was most probably meant. */
export function flattenIssues(
  issues: readonly z.core.$ZodIssue[],
  above: readonly PropertyKey[] = [],
): readonly FlatIssue[] {
  return issues.flatMap((issue): readonly FlatIssue[] => {
    const path = [...above, ...issue.path];
    const { code, message } = issue;
    switch (issue.code) {
      case 'invalid_union': {
        const meant = likeliest(
          issue.errors.map((branch) => flattenIssues(branch, path)),
          path.length,
        );
        return meant ?? [{ path, code, message }];
      }
      case 'unrecognized_keys':
        return [{ path, code, message, unknownKeys: issue.keys }];
      case 'invalid_key':
        return issue.issues.map((inner) => ({ path, code, message: inner.message }));
      default:
        return [{ path, code, message }];
    }
  });
}

/** The branch with the fewest issues among those whose kind of value fits; null when none fits. */
function likeliest(branches: readonly (readonly FlatIssue[])[], depth: number): readonly FlatIssue[] | null {
  const fitting = branches.filter(
    (issues) => !issues.some((issue) => isMismatch(issue) && issue.path.length === depth),
  );
  return fitting.toSorted((a, b) => weight(a) - weight(b))[0] ?? null;
}

function isMismatch(issue: FlatIssue): boolean {
  return issue.code === 'invalid_type' || issue.code === 'invalid_value' || issue.code === 'invalid_union';
}

function weight(issues: readonly FlatIssue[]): number {
  return issues.reduce((sum, issue) => sum + (issue.unknownKeys?.length ?? 1), 0);
}
