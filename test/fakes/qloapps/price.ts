import { nightsBetween, type RoomType, type Row, round, type Service, type SoldService, type World } from './world.ts';

export interface Price {
  net: number;
  tax: number;
}

export const rateOf = (world: World, group: number): number => (world.taxes[group] ?? 0) / 100;

/** Services that a website booking gets by itself. */
export function autoServices(world: World, type: RoomType, addition?: 1 | 2): { service: Service; price: number }[] {
  return type.services.flatMap(({ id, price }) => {
    const service = world.services.find((each) => each.id === id);
    if (!service?.auto_add_to_cart) return [];
    return addition === undefined || service.price_addition_type === addition ? [{ service, price }] : [];
  });
}

/** What availability quotes for a stay: the room and what is folded into its price, and no fee. */
export function quoteStay(world: World, type: RoomType, from: string, to: string): Price {
  const nights = nightsBetween(from, to).length;
  const folded = autoServices(world, type, 1)
    .map(({ service, price }) => (service.price_calculation_method === 2 ? price * nights : price))
    .reduce((sum, each) => sum + each, 0);
  const net = round(type.price * nights) + round(folded);
  return { net: round(net), tax: round(net * rateOf(world, type.id_tax_rules_group)) };
}

export function priceRoom(world: World, type: RoomType, from: string, to: string, unit?: number): Price {
  const net = round((unit ?? type.price) * nightsBetween(from, to).length);
  return { net, tax: round(net * rateOf(world, type.id_tax_rules_group)) };
}

/** A folded service is taxed like its room, any other by its own group; one of the hotel's own making not at all. */
export function sellService(
  world: World,
  type: RoomType,
  given: {
    id_service?: number;
    name?: string;
    quantity?: number;
    unit_price_without_tax?: number;
    price_mode?: number;
  },
  nights: number,
): SoldService | null {
  const quantity = Number(given.quantity ?? 1);
  let service = world.services.find(({ id }) => id === Number(given.id_service));
  if (!service && given.id_service === undefined && given.name && given.unit_price_without_tax !== undefined) {
    service = {
      id: world.nextId('service'),
      name: given.name,
      price: Number(given.unit_price_without_tax),
      auto_add_to_cart: false,
      price_addition_type: 2,
      price_calculation_method: Number(given.price_mode) === 2 ? 2 : 1,
      id_tax_rules_group: 0,
    };
    if (!world.forgetful) world.services.push(service);
  }
  if (!service || !(quantity >= 1)) return null;
  const linked = type.services.find(({ id }) => id === service.id)?.price;
  const unit = Number(given.unit_price_without_tax ?? linked ?? service.price);
  const times = service.price_calculation_method === 2 ? nights : 1;
  const net = round(unit * quantity * times);
  const folded = service.auto_add_to_cart && service.price_addition_type === 1;
  const rate = rateOf(world, folded ? type.id_tax_rules_group : service.id_tax_rules_group);
  return {
    id_service: service.id,
    name: service.name,
    quantity,
    unit_price_without_tax: unit,
    price_mode: service.price_calculation_method,
    total_price_without_tax: net,
    total_tax: round(net * rate),
  };
}

export function totalOf(rows: readonly Row[]): Price {
  const lines = rows.flatMap((row) => [
    { net: row.net, tax: row.tax },
    ...row.services.map(({ total_price_without_tax: net, total_tax: tax }) => ({ net, tax })),
  ]);
  return {
    net: round(lines.reduce((sum, { net }) => sum + net, 0)),
    tax: round(lines.reduce((sum, { tax }) => sum + tax, 0)),
  };
}
