import type { Accepted } from '../send/send.ts';
import type { StatusName } from '../settings.ts';
import type { World } from '../world.ts';

/** From here on free text inside the window costs, beyond so many a number and month. */
const SERVICE_COSTS = Temporal.Instant.from('2026-10-01T00:00:00Z');
const FREE_A_MONTH = 1000;

/** Prices stand on `sent` and on the first of `delivered` and `read`. */
export function priceOf(world: World, accepted: Accepted, names: readonly StatusName[]) {
  const model = world.settings.statuses.pricing;
  const priced = new Set<StatusName>(['sent']);
  const arrived = names.find((name) => name === 'delivered' || name === 'read');
  if (arrived) priced.add(arrived);
  const category = categoryOf(world, accepted);
  const billable = category !== 'service' || costs(world, accepted);
  const pricing = {
    billable,
    pricing_model: model,
    ...(model === 'PMP' ? { type: billable ? 'regular' : 'free_customer_service' } : {}),
    category,
  };
  return (name: StatusName): Record<string, unknown> => (model !== 'none' && priced.has(name) ? { pricing } : {});
}

function categoryOf({ templates }: World, { message }: Accepted): string {
  if (message.type !== 'template') return 'service';
  return (templates.find(({ name }) => name === message.content.name)?.category ?? 'UTILITY').toLowerCase();
}

function costs(world: World, { number }: Accepted): boolean {
  const now = world.clock.now();
  if (Temporal.Instant.compare(now, SERVICE_COSTS) < 0) return false;
  const key = `${number.id} ${now.toString().slice(0, 7)}`;
  const count = (world.serviceMessages.get(key) ?? 0) + 1;
  world.serviceMessages.set(key, count);
  return count > FREE_A_MONTH;
}
