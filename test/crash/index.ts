import { readOptions } from './options.ts';
import { runCrash } from './run-crash.ts';

const verdict = await runCrash(readOptions(process.argv.slice(2)), (line) => console.log(line));
console.log(JSON.stringify(verdict));
process.exit(verdict.lost + verdict.doubled + verdict.reordered === 0 ? 0 : 1);
