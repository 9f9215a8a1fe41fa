import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportStories } from '../../dialogue/testing/story-report.ts';
import { firstDifference, type Replay } from '../../dialogue/testing/verdict.ts';
import { noStories, writeStories } from '../../dialogue/testing/write-stories.ts';
import { print } from './print.ts';

export interface ReportOptions {
  /** Folder. */
  readonly out: string;
  readonly successes: boolean;
  readonly errors: boolean;
}

/** The files that `rasa test` leaves, but for its picture of the confusion of actions. */
export function writeReports(replays: readonly Replay[], { out, successes, errors }: ReportOptions): void {
  mkdirSync(out, { recursive: true });
  const write = (file: string, text: string) => writeFileSync(join(out, file), text);
  write('story_report.json', `${JSON.stringify(reportStories(replays), null, 2)}\n`);
  const [passed, failed] = [true, false].map((wanted) => replays.filter((one) => one.passed === wanted)) as [
    Replay[],
    Replay[],
  ];
  if (errors) write('failed_test_stories.yml', writeStories(failed, noStories.failed));
  if (successes) write('successful_test_stories.yml', writeStories(passed, noStories.successful));
  // Only policies that need training warn.
  write('stories_with_warnings.yml', writeStories([], noStories.warned));
}

/** What failed and why, `passed/total`, and one line of JSON. Exit code 1 when a story failed. */
export function printVerdict(replays: readonly Replay[]): void {
  const failed = replays.filter(({ passed }) => !passed);
  for (const replay of failed) print(`failed  ${replay.path.name}: ${firstDifference(replay)}`);
  printTotals(
    replays.length,
    failed.map(({ path }) => path.name),
  );
}

export function printTotals(total: number, failed: readonly string[]): void {
  const passed = total - failed.length;
  print(`${passed}/${total}`);
  print(JSON.stringify({ passed, total, failed }));
  if (failed.length > 0) process.exitCode = 1;
}
