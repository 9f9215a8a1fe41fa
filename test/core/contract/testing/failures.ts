import type { Check } from '@botones/contract/testing';

/** Titles of the checks that a plugin does not pass, with what they say. */
export async function failures(checks: readonly Check[]): Promise<Record<string, string>> {
  const failed: Record<string, string> = {};
  for (const check of checks) {
    try {
      await check.run();
    } catch (error) {
      failed[check.title] = error instanceof Error ? error.message : String(error);
    }
  }
  return failed;
}
