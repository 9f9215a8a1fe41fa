import type { AuditFilter } from '../../../core/store/audit-filter.ts';
import { newest } from './fill.ts';

const daysAgo = (days: number) => newest.subtract({ hours: 24 * days }).toString();

/** The blueprint's filters, alone and together: common values and rare ones, short times and long ones. */
export const questions: Readonly<Record<string, AuditFilter>> = {
  none: {},
  tenant: { property: 'large' },
  'small tenant': { property: 'small' },
  user: { subject: 'guest-4711' },
  'busy user': { subject: 'pms' },
  event: { events: ['turn.decided'] },
  'rare event': { events: ['pms.failed'] },
  'two events': { events: ['pms.done', 'pms.failed'] },
  'from, to': { from: daysAgo(101), to: daysAgo(100) },
  from: { from: daysAgo(30) },
  to: { to: daysAgo(300) },
  'tenant, from, to': { property: 'middle', from: daysAgo(101), to: daysAgo(100) },
  'tenant, user': { property: 'small', subject: 'pms' },
  'tenant, event': { property: 'large', events: ['turn.decided'] },
  'small tenant, rare event': { property: 'small', events: ['pms.failed'] },
  'user, event': { subject: 'pms', events: ['pms.failed'] },
  'user, from, to': { subject: 'pms', from: daysAgo(200), to: daysAgo(199) },
  'event, from, to': { events: ['pms.failed'], from: daysAgo(60), to: daysAgo(30) },
  'tenant, event, from, to': { property: 'small', events: ['pms.failed'], from: daysAgo(300), to: daysAgo(10) },
  all: { property: 'large', subject: 'pms', events: ['pms.done'], from: daysAgo(300), to: daysAgo(10) },
  'no such user': { subject: 'nobody' },
  'no such event': { property: 'large', events: ['nothing.such'] },
};
