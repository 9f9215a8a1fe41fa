import { parseArgs } from 'node:util';

export interface BookingOptions {
  attempts: number;
  /** At once. */
  guests: number;
  /** Of a hundred requests to the PMS, so many fare badly. */
  faults: number;
  seed: number;
}

export function readBookingOptions(args: string[]): BookingOptions {
  const { values } = parseArgs({
    args,
    options: {
      attempts: { type: 'string', default: '500' },
      guests: { type: 'string', default: '20' },
      faults: { type: 'string', default: '8' },
      seed: { type: 'string', default: '1' },
    },
  });
  const number = (name: keyof typeof values, least: number) => {
    const value = Number(values[name]);
    if (Number.isInteger(value) && value >= least) return value;
    throw new RangeError(`--${name} must be a whole number from ${least} on.`);
  };
  const faults = number('faults', 0);
  if (faults > 50)
    throw new RangeError('--faults is of a hundred, and at most 50: beyond it nobody can book anything.');
  return { attempts: number('attempts', 1), guests: number('guests', 1), faults, seed: number('seed', 1) };
}
