import { print } from '../../core/cli/rasa/print.ts';
import { printTotals, writeReports } from '../../core/cli/rasa/write-reports.ts';
import { firstDifference } from '../../core/dialogue/testing/verdict.ts';
import { stopPostgres } from '../support/postgres.ts';
import { readConversations } from './conversation.ts';
import { openDemoHotel } from './demo-hotel.ts';
import { play } from './play.ts';
import { playStories } from './play-stories.ts';

/**
 * `npm run test:stories`: plays the recorded conversations, then the test stories of `config/`, for real; leaves Rasa's
 * reports in `results/`. Its last line is JSON: `passed`, `total`, `failed` names.
 */
const conversations = readConversations(import.meta.dirname);
const hotel = await openDemoHotel();
const differences = await Promise.all(conversations.map((one) => play(one, hotel)));
const stories = await playStories(hotel);
await hotel.stop();
await stopPostgres();

const names = conversations.map(({ conversation, language }) => `${conversation} (${language})`);
const failed = [
  ...names.filter((_, at) => differences[at] !== null),
  ...stories.filter(({ passed }) => !passed).map(({ path }) => path.name),
];
for (const [at, difference] of differences.entries())
  if (difference !== null) print(`failed  ${names[at]}: ${difference}`);
for (const story of stories.filter(({ passed }) => !passed))
  print(`failed  ${story.path.name}: ${firstDifference(story)}`);
writeReports(stories, { out: 'results', successes: false, errors: true });
printTotals(conversations.length + stories.length, failed);
