/** What stands in the column `event`; the page of this room says what each means. */
export const auditEvents = [
  'message.received',
  'turn.decided',
  'handoff.opened',
  'handoff.returned',
  'staff.replied',
  'media.read',
  'delivery.failed',
  'delivery.replaced',
  'guest.moved',
  'pms.began',
  'pms.done',
  'pms.failed',
  'pms.noted',
  'breaker.opened',
  'breaker.tried',
  'breaker.closed',
] as const;
