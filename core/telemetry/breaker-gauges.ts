import { Gauge, type Registry } from 'prom-client';
import type { BreakerState } from '../resilience/breaker.ts';

/** Systems whose breakers have a name of their own on hotels' dashboards. */
const named = { nlp: 'understanding', pms: 'the PMS', audit: 'the audit sink' } as const;

/** An open breaker is worse news than one that is being tried. */
const worst = (states: readonly BreakerState[]) => [1, 2, 0].find((state) => states.some((one) => one === state)) ?? 0;

/** Shows states: each by property and system, and the worst of all properties under the names that dashboards know. */
export function openBreakerGauges(registers: Registry[]) {
  const all = new Gauge({
    name: 'botones_circuit_breaker_state',
    help: 'Breakers by property and outside system: 0 closed, 1 open, 2 half-open.',
    labelNames: ['property', 'system'],
    registers,
  });
  const known = new Map(
    Object.entries(named).map(([system, around]) => {
      const help = `Breaker around ${around}, the worst of all properties: 0 closed, 1 open, 2 half-open.`;
      return [
        system,
        {
          gauge: new Gauge({ name: `${system}_circuit_breaker_state`, help, registers }),
          states: new Map<string, BreakerState>(),
        },
      ];
    }),
  );
  return (property: string, system: string, state: BreakerState): void => {
    all.set({ property, system }, state);
    const one = known.get(system);
    if (one === undefined) return;
    one.states.set(property, state);
    one.gauge.set(worst([...one.states.values()]));
  };
}
