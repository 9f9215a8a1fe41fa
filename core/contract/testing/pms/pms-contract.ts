import type { PmsPlugin } from '../../ports/pms.ts';
import type { Schema } from '../../schema.ts';
import { type Check, describeChecks } from '../check.ts';
import { pluginChecks } from '../plugin-checks.ts';
import { billChecks } from './bill-checks.ts';
import { bookingChecks } from './booking-checks.ts';
import { factChecks } from './fact-checks.ts';
import { findChecks } from './find-checks.ts';
import { leaveChecks } from './leave-checks.ts';
import { offerChecks } from './offer-checks.ts';
import { outageChecks } from './outage-checks.ts';
import type { PmsSamples } from './samples.ts';
import { openTrials } from './trial.ts';

/**
 * Describes, for the test runner that is there, what every PMS adapter promises. It books and cancels: a real system
 * should be one for trials.
 */
export function pmsContract<S extends Schema | undefined>(plugin: PmsPlugin<S>, samples: PmsSamples = {}): void {
  describeChecks(`pms contract: ${plugin.name}`, pmsChecks(plugin, samples));
}

/** The same promises one by one, for any other runner. */
export function pmsChecks<S extends Schema | undefined>(plugin: PmsPlugin<S>, samples: PmsSamples = {}): Check[] {
  const withPms = openTrials(plugin, samples);
  const groups = [factChecks, offerChecks, bookingChecks, findChecks, billChecks, leaveChecks, outageChecks];
  return [...pluginChecks(plugin, 'pms', samples.options), ...groups.flatMap((group) => group(withPms, samples))];
}
