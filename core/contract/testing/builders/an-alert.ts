import type { OperatorAlert } from '../../ports/notifier.ts';

/** The PMS of the demo hotel is given a rest. */
export function anAlert(overrides: Partial<OperatorAlert> = {}): OperatorAlert {
  return {
    id: '0197ab12-7f00-7abc-8def-0123456789ac',
    kind: 'breaker.opened',
    property: 'miramar',
    system: 'pms',
    at: '2026-06-01T10:01:00Z',
    text: 'pms of miramar failed in a row and is given a rest.',
    ...overrides,
  };
}
