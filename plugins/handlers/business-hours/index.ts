import { defineHandler, type Outcome, type Property, reply, type Turn } from '@botones/contract';
import { z } from 'zod';
import { describeOpening, describeSpans } from './describe.ts';
import { isAlwaysOpen, nextOpening, openUntil, spansOn } from './schedule.ts';

/** Opening hours of the hotel's services; knows whether one is open now, in the property's zone. */
export default defineHandler({
  name: 'business-hours',
  options: z.strictObject({
    /** Entity whose value names the service, a key of `property.hours`. */
    entity: z.string().default('service'),
  }),
  responses: [
    'hours/open_now',
    'hours/open_always',
    'hours/closed_now',
    'hours/closed_today',
    'hours/overview',
    'hours/week',
  ],
  setup({ options, property }) {
    return (turn) => {
      const asked = turn.understanding.entities.find(({ entity }) => entity === options.entity)?.value;
      const service = typeof asked === 'string' && Object.hasOwn(property.hours, asked) ? asked : null;
      return service === null ? giveOverview(property, turn) : describeService(property, service, turn);
    };
  },
});

function describeService(property: Property, name: string, turn: Turn): Outcome {
  const hours = property.hours[name];
  if (hours === undefined) return giveOverview(property, turn);
  const now = turn.now.toZonedDateTimeISO(property.timeZone);
  const service = hours.title;
  if (isAlwaysOpen(hours)) return reply('hours/open_always', { service });
  const today = describeSpans(spansOn(hours, now.toPlainDate()), turn.language);
  const until = openUntil(hours, now);
  if (until !== null) return reply('hours/open_now', { service, until, today });
  const next = nextOpening(hours, now);
  const opens = next === null ? '' : describeOpening(next, now, turn.language);
  const closedToday = spansOn(hours, now.toPlainDate()).length === 0;
  return reply(closedToday ? 'hours/closed_today' : 'hours/closed_now', { service, opens, today });
}

function giveOverview(property: Property, turn: Turn): Outcome {
  const today = turn.now.toZonedDateTimeISO(property.timeZone).toPlainDate();
  const list = Object.values(property.hours)
    .map((hours) => {
      const title = hours.title[turn.language] ?? Object.values(hours.title)[0] ?? '';
      return `${title}: ${describeSpans(spansOn(hours, today), turn.language)}`;
    })
    .join('\n');
  return reply('hours/overview', { list });
}
