import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProject } from '../../dialogue/project/read-project.ts';
import { type Replay, replay } from '../../dialogue/testing/replay.ts';
import { reportStories } from '../../dialogue/testing/story-report.ts';
import { writeFailedStories } from '../../dialogue/testing/write-failed-stories.ts';
import { print, printFindings } from './print.ts';

export interface TestOptions {
  readonly live: boolean;
  readonly out: string;
}

/**
 * Plays the test stories, writes Rasa's reports and prints `passed/total`; the last line is JSON. Exit code 1 when a
 * story failed, or when the project cannot run.
 */
export function test(folder: string, { live, out }: TestOptions): void {
  const project = readProject(folder, process.env);
  const runs = printFindings(project);
  const replays = runs ? project.tests.map((path) => replay(path, project.engine, { live })) : [];
  const failed = runs
    ? replays.filter(({ passed }) => !passed).map(({ path }) => path.name)
    : project.tests.map(({ name }) => name);
  writeReports(replays, out);
  const total = project.tests.length;
  const passed = total - failed.length;
  for (const { path, actions } of replays.filter((one) => !one.passed)) {
    const wrong = actions.find(({ expected, predicted }) => expected !== predicted);
    print(`failed  ${path.name}: ${wrong?.predicted} instead of ${wrong?.expected}`);
  }
  print(`${passed}/${total}`);
  print(JSON.stringify({ passed, total, failed }));
  if (!runs || failed.length > 0) process.exitCode = 1;
}

function writeReports(replays: readonly Replay[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'story_report.json'), `${JSON.stringify(reportStories(replays), null, 2)}\n`);
  writeFileSync(join(folder, 'failed_test_stories.yml'), writeFailedStories(replays));
}
