import { Gauge, type Registry } from 'prom-client';
import type { BreakerState } from '../resilience/breaker.ts';

/** Systems whose breakers have a name of their own on hotels' dashboards. */
const named = { nlp: 'understanding', pms: 'the PMS', audit: 'the audit sink' } as const;

/** An open breaker is worse news than one that is being tried. */
const worst = (states: readonly BreakerState[]) => [1, 2, 0].find((state) => states.some((one) => one === state)) ?? 0;

/**
 * Shows states: each by property and system, and the worst of all properties under the names that dashboards know. They
 * are asked for when somebody looks, since a breaker whose rest is over is half open though nobody has called yet.
 */
export function openBreakerGauges(registers: Registry[]) {
  const breakers = new Map<string, { property: string; system: string; state(): BreakerState }>();
  new Gauge({
    name: 'botones_circuit_breaker_state',
    help: 'Breakers by property and outside system: 0 closed, 1 open, 2 half-open.',
    labelNames: ['property', 'system'],
    registers,
    collect() {
      for (const { property, system, state } of breakers.values()) this.set({ property, system }, state());
    },
  });
  for (const [name, around] of Object.entries(named)) {
    new Gauge({
      name: `${name}_circuit_breaker_state`,
      help: `Breaker around ${around}, the worst of all properties: 0 closed, 1 open, 2 half-open.`,
      registers,
      collect() {
        const own = [...breakers.values()].filter(({ system }) => system === name);
        this.set(worst(own.map(({ state }) => state())));
      },
    });
  }
  return (property: string, system: string, state: () => BreakerState): void => {
    breakers.set(`${property}/${system}`, { property, system, state });
  };
}
