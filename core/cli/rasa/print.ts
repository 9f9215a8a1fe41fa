import { formatFault } from '../../config/config-error.ts';
import type { Project } from '../../dialogue/project/read-project.ts';

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** What is wrong with a project, and what of it means nothing here; whether it can run. */
export function printFindings({ faults, warnings, ignored }: Project): boolean {
  for (const [first, ...others] of Map.groupBy(warnings, ({ message, cure }) => `${message}\n${cure}`).values()) {
    const more = others.length === 0 ? '' : ` (and in ${plural(others.length, 'other place')})`;
    if (first) print(`warning  ${formatFault(first)}${more}`);
  }
  for (const fault of faults) print(formatFault(fault));
  if (ignored.length > 0) print(`ignored: ${ignored.join(', ')}`);
  return faults.length === 0;
}

export function plural(number: number, noun: string, many = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : many}`;
}
