import { type Answer, json, type Request } from '../http.ts';
import { ari } from './ari.ts';
import { authorise } from './authorise.ts';
import { type Booking, createBooking, replaceBooking } from './bookings.ts';
import { changeState } from './history.ts';
import { image, imageList } from './images.ts';
import { bookingOf, lists, translated } from './present.ts';
import { FatalError, fatalPage, QloError, SilentError } from './qlo-error.ts';
import { display, select } from './query.ts';
import type { World } from './world.ts';
import { type Node, parseXml, toXml } from './xml.ts';

const special = ['hotel_ari', 'bookings', 'images'];

/** What was asked for below `/api/`, whichever way it came. Null: there is no such page. */
export function pathOf({ rewrite }: World, { path, query }: Request): string | null {
  if (path === '/webservice/dispatcher.php') return (query.get('url') ?? '').replace(/^\/+|\/+$/g, '');
  if (rewrite && /^\/api(\/|$)/.test(path)) return path.slice(4).replace(/^\/+|\/+$/g, '');
  return null;
}

export async function route(world: World, request: Request): Promise<Answer> {
  const path = pathOf(world, request);
  if (path === null) return { status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>Not Found</h1>' };
  // `Accept` is not looked at.
  const named =
    request.query.get('output_format') ?? request.query.get('io_format') ?? request.headers['output-format'];
  const inJson = named?.toUpperCase() === 'JSON';
  const write = (value: Record<string, unknown> | unknown[], status = 200): Answer => {
    if (inJson) return json(value, status);
    const inner = Object.entries(value).map(([name, each]) => toXml(name, each));
    const body = `<?xml version="1.0" encoding="UTF-8"?>\n<qloapps xmlns:xlink="http://www.w3.org/1999/xlink">${inner.join('')}</qloapps>`;
    return { status, headers: { 'content-type': 'text/xml;charset=utf-8', 'psws-version': '1.6.1.23' }, body };
  };
  try {
    const refusal = authorise(world, request, path.split('/')[0] ?? '', Object.keys(known(world)));
    if (refusal) return refusal;
    return await answer(world, request, path.split('/'), write);
  } catch (error) {
    if (error instanceof FatalError) return fatalPage;
    if (error instanceof SilentError) return { status: 500 };
    if (!(error instanceof QloError)) throw error;
    return write({ errors: [{ code: error.code, message: error.message }] }, error.status);
  }
}

/** Resources of this version. Before 1.6.1 `bookings` were what `room_bookings` are now. */
function known({ version }: World): Record<string, true> {
  const names = [...Object.keys(lists), ...special].filter((name) => version !== '1.6.0' || name !== 'room_bookings');
  return Object.fromEntries(names.map((name) => [name, true]));
}

type Write = (value: Record<string, unknown> | unknown[], status?: number) => Answer;

async function answer(
  world: World,
  request: Request,
  [resource = '', id, ...rest]: string[],
  write: Write,
): Promise<Answer> {
  const { method, query } = request;
  if (resource === '') return write({ api: Object.keys(known(world)).map((name) => ({ resource: name })) });
  if (resource === 'images') {
    const found = rest[0] === undefined ? imageList(world, id) : image(world, id, rest);
    return found ?? { status: 404 };
  }
  if (resource === 'hotel_ari') {
    if (method === 'GET') return write({ hotel_ari: { id_hotel: '', date_from: '', date_to: '' } });
    return write(ari(world, readXml(request.body, 'hotel_ari')));
  }
  if (resource === 'bookings' && world.version !== '1.6.0') return bookings(world, request, id, write);
  const { key, item, list } = lists[resource === 'bookings' ? 'room_bookings' : resource] as (typeof lists)['orders'];
  if (method === 'POST') {
    const fields = readXml(request.body, item);
    if (resource === 'order_histories') return write({ order_history: changeState(world, fields) }, 201);
    const made = { ...fields, id: String(world.nextId('thread')) } as Record<string, string>;
    const needs =
      resource === 'customer_threads' ? ['id_lang', 'id_contact', 'token'] : ['id_customer_thread', 'message'];
    const missing = needs.find((name) => !made[name]);
    if (missing) throw new QloError(400, 41, `parameter "${missing}" required`);
    if (/[<>{}]/.test(made.message ?? '')) throw new QloError(400, 85, 'Validation error: message');
    (resource === 'customer_threads' ? world.threads : world.messages).push(made);
    return write({ [item]: made }, 201);
  }
  const all = list(world);
  const fields = Object.keys(
    all[0] ?? {
      id: 0,
      name: 0,
      token: 0,
      source: 0,
      reference: 0,
      id_order: 0,
      id_room: 0,
      is_cancelled: 0,
      date_from: 0,
      date_to: 0,
    },
  );
  if (id !== undefined) {
    const one = all.find((each) => String(each.id) === id);
    if (!one) return { status: 404 };
    // A list of one, with nothing but its id.
    return query.has('display')
      ? write({ [key]: [{ id: one.id }] })
      : write({ [item]: inLanguages(world, one, query) });
  }
  const found = select(all, query, fields).map((each) =>
    inLanguages(world, display(each, query.get('display'), fields), query),
  );
  // Not an empty list under its key.
  return found.length === 0 ? write([]) : write({ [key]: found });
}

async function bookings(world: World, request: Request, id: string | undefined, write: Write): Promise<Answer> {
  if (request.method === 'GET') {
    if (request.query.has('schema')) return write({ booking: { id_property: '', currency: '' } });
    if (id === undefined) {
      const ids = world.orders.map((order) => ({ id: order.id }));
      return ids.length === 0 ? write([]) : write({ bookings: ids });
    }
    const order = world.orders.find((each) => String(each.id) === id);
    return order ? write({ booking: bookingOf(world, order) }) : { status: 404 };
  }
  const body = readBooking(request.body);
  const order = request.method === 'PUT' ? replaceBooking(world, body) : await createBooking(world, body);
  return write({ booking: bookingOf(world, order) });
}

/** Broken, empty or mis-rooted JSON is met with silence. */
function readBooking(body: Buffer): Booking {
  try {
    const { booking } = JSON.parse(body.toString()) as { booking?: Booking };
    if (typeof booking !== 'object' || booking === null) throw new SilentError();
    return booking;
  } catch {
    throw new SilentError();
  }
}

function readXml(body: Buffer, item: string): Record<string, Node | Node[]> {
  const root = parseXml(body.toString());
  const inner = typeof root === 'object' && root !== null ? root[item] : undefined;
  if (root === null) throw new QloError(500, 127, 'String could not be parsed as XML');
  return typeof inner === 'object' && !Array.isArray(inner) ? inner : {};
}

function inLanguages({ languages }: World, item: Record<string, unknown>, query: URLSearchParams) {
  const id = query.get('language');
  if (languages.length < 2 || languages.some((each) => String(each.id) === id)) return item;
  const all = (value: unknown) => languages.map((each) => ({ id: String(each.id), value }));
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      translated.has(name) && value !== undefined ? all(value) : value,
    ]),
  );
}
