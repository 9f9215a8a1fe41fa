import { parseArgs } from 'node:util';
import { isSound, runAuditCrash } from './run-audit.ts';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '50000' },
    kills: { type: 'string', default: '5' },
    quick: { type: 'boolean', default: false },
  },
});
const [events, kills] = [Number(values.events), Number(values.kills)];
if (!(Number.isInteger(events) && events >= 1_000)) throw new RangeError('--events must be 1000 at least.');
if (!(Number.isInteger(kills) && kills >= 1)) throw new RangeError('--kills must be 1 at least.');

const policy = values.quick ? { breaker: { halfOpenSeconds: 1 } } : {};
const verdict = await runAuditCrash({ events, kills, policy }, (line) => console.log(line));
console.log(JSON.stringify(verdict));
process.exit(isSound(verdict) ? 0 : 1);
