import { isSound } from './judge.ts';
import { readGmailOptions } from './options.ts';
import { runGmailCrash } from './run-gmail.ts';

const verdict = await runGmailCrash(readGmailOptions(process.argv.slice(2)), (line) => console.error(line));
console.log(JSON.stringify(verdict));
process.exit(isSound(verdict) ? 0 : 1);
