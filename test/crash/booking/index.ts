import { isSound } from './judge.ts';
import { readBookingOptions } from './options.ts';
import { runBooking } from './run-booking.ts';

const verdict = await runBooking(readBookingOptions(process.argv.slice(2)), (line) => console.error(line));
console.log(JSON.stringify(verdict));
process.exit(isSound(verdict) ? 0 : 1);
