import type { FakeQloApps } from '../start.ts';

export interface Reply {
  status: number;
  type: string | null;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the webservice says
  json: any;
}

/** A call as a client would make it, in JSON unless `path` says otherwise. */
export async function ask(
  fake: FakeQloApps,
  path: string,
  body?: object | string,
  method?: string,
  key = fake.key,
): Promise<Reply> {
  const join = path.includes('?') ? '&' : '?';
  const url = `${fake.url}/api/${path}${path.includes('xml=1') ? '' : `${join}output_format=JSON`}`;
  const response = await fetch(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: key === '' ? {} : { authorization: `Basic ${btoa(`${key}:`)}` },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const type = response.headers.get('content-type');
  return { status: response.status, type, text, json: type?.includes('json') ? JSON.parse(text) : null };
}

export function aBooking(wishes: Record<string, unknown> = {}, room: Record<string, unknown> = {}, customer = {}) {
  return {
    booking: {
      id_property: 1,
      currency: 'EUR',
      booking_status: 1,
      associations: {
        customer_detail: {
          firstname: 'Ada',
          lastname: 'Guest',
          email: 'ada@example.com',
          phone: '5550100200',
          ...customer,
        },
        room_types: [
          {
            id_room_type: 1,
            checkin_date: '2027-03-01',
            checkout_date: '2027-03-03',
            number_of_rooms: 1,
            rooms: [{ adults: 2, adult: 2, ...room }],
          },
        ],
      },
      ...wishes,
    },
  };
}

export const ariBody = (inner = '', from = '2027-03-01', to = '2027-03-03') =>
  `<qloapps><hotel_ari><id_hotel>1</id_hotel><date_from>${from}</date_from><date_to>${to}</date_to>${inner}</hotel_ari></qloapps>`;
