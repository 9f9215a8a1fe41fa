import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readProject } from '../../dialogue/project/read-project.ts';
import { replay } from '../../dialogue/testing/replay.ts';
import { openHotelTests } from './open-hotel-tests.ts';
import { playHotel } from './play-hotel.ts';
import { playProject } from './play-project.ts';
import { print, printFindings } from './print.ts';
import { printTotals, printVerdict, type ReportOptions, writeReports } from './write-reports.ts';

export interface TestOptions extends ReportOptions {
  readonly live: boolean;
  readonly real: boolean;
  readonly models: string;
  /** ISO 8601 instant; default: now. Only a hotel's handlers ask. */
  readonly now?: string;
}

/**
 * Plays the test stories of a Rasa project, or of a hotel (a folder with botones.yml), writes Rasa's reports and prints
 * `passed/total`; the last line is JSON. Exit code 1 when a story failed, or when the project cannot run.
 */
export async function test(folder: string, options: TestOptions): Promise<void> {
  if (existsSync(join(folder, 'botones.yml'))) return testHotel(folder, options);
  const project = readProject(folder, process.env);
  const { tests, engine } = project;
  const isSound = printFindings(project);
  if (isSound && tests.length === 0) print('there are no test stories: Rasa looks for files named test_*.yml');
  if (!isSound) {
    writeReports([], options);
    printTotals(
      tests.length,
      tests.map(({ name }) => name),
    );
    process.exitCode = 1;
    return;
  }
  const { live, real, models } = options;
  const replays = real ? await playProject(project, models) : tests.map((path) => replay(path, engine, { live }));
  writeReports(replays, options);
  printVerdict(replays);
}

async function testHotel(folder: string, options: TestOptions): Promise<void> {
  const now = options.now === undefined ? Temporal.Now.instant() : Temporal.Instant.from(options.now);
  const { live, real, models } = options;
  const replays = [];
  for (const hotel of await openHotelTests(folder)) {
    const { tests, engine } = hotel;
    if (tests.length === 0) print(`${hotel.config.property.name} has no test stories: write files named test_*.yml`);
    replays.push(
      ...(real ? await playHotel({ ...hotel, models, now }) : tests.map((path) => replay(path, engine, { live }))),
    );
  }
  writeReports(replays, options);
  printVerdict(replays);
}
