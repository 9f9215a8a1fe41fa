import { parseArgs } from 'node:util';
import { isSound, runRedisFaults } from './run-redis-faults.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    hole: { type: 'string', default: '30' },
  },
});
const [seconds, holeSeconds] = [Number(values.seconds), Number(values.hole)];
if (!(holeSeconds >= 1 && seconds >= holeSeconds + 14))
  throw new RangeError('--seconds must be --hole and 14 at least.');

const verdict = await runRedisFaults({ seconds, holeSeconds }, (line) => console.log(line));
console.log(JSON.stringify(verdict));
process.exit(isSound(verdict) ? 0 : 1);
