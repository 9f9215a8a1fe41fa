import { defineHandler, handoff, type Outcome, reply, type ServiceHours, type Turn, together } from '@botones/contract';
import { z } from 'zod';
import { describeClosing, describeOpening, describeSpans, describeWeek } from './describe.ts';
import { spansOn, statusAt } from './schedule.ts';

/** Opening hours of the hotel's services; knows whether one is open now, in the property's zone. */
export default defineHandler({
  name: 'business-hours',
  options: z.strictObject({
    /** Entity whose value names the service, a key of `property.hours`. */
    entity: z.string().min(1).default('service'),
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
    const services = new Map(Object.entries(property.hours).map(([name, hours]) => [name.toLowerCase(), hours]));
    return (turn) => {
      const now = turn.now.toZonedDateTimeISO(property.timeZone);
      const asked = servicesIn(turn, options.entity).flatMap((name) => services.get(name) ?? []);
      if (services.size === 0) return handoff('needs_staff');
      if (asked.length === 0) return giveOverview([...services.values()], now, turn.language);
      return together(...asked.map((hours) => describeService(hours, now, turn.language)));
    };
  },
});

/** Each service once, in the order in which the guest named them. */
function servicesIn({ understanding }: Turn, entity: string): string[] {
  const values = understanding.entities.filter((found) => found.entity === entity).map(({ value }) => value);
  return [...new Set(values.filter((value) => typeof value === 'string').map((value) => value.toLowerCase()))];
}

/** How things stand, and the week where its days differ: guests ask for tomorrow and for Sunday, too. */
function describeService(hours: ServiceHours, now: Temporal.ZonedDateTime, language: string): Outcome {
  const week = describeWeek(hours, language);
  const isEveryDayAlike = !week.includes('\n');
  const state = describeState(hours, now, language);
  const whole = reply('hours/week', { service: hours.title, week });
  if (state === null) return whole;
  return isEveryDayAlike ? state : together(state, whole);
}

/** Open or closed, and until when; null for a service that does not open within a year. */
function describeState(hours: ServiceHours, now: Temporal.ZonedDateTime, language: string): Outcome | null {
  const service = hours.title;
  const spans = spansOn(hours, now.toPlainDate());
  const today = describeSpans(spans, language);
  const status = statusAt(hours, now);
  if (status.open) {
    if (status.until === null) return reply('hours/open_always', { service });
    return reply('hours/open_now', { service, until: describeClosing(status.until, now, language), today });
  }
  if (status.next === null) return null;
  const opens = describeOpening(status.next, now, language);
  return reply(spans.length === 0 ? 'hours/closed_today' : 'hours/closed_now', { service, opens, today });
}

function giveOverview(services: readonly ServiceHours[], now: Temporal.ZonedDateTime, language: string): Outcome {
  const today = now.toPlainDate();
  const lines = services.map((hours) => {
    const title = hours.title[language] ?? Object.values(hours.title)[0] ?? '';
    return `${title}: ${describeSpans(spansOn(hours, today), language)}`;
  });
  return reply('hours/overview', { list: lines.join('\n') });
}
