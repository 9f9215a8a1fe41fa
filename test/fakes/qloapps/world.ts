import type { FakeClock } from '../clock.ts';
import type { Request } from '../http.ts';
import type { Mishaps } from '../mishaps.ts';
import type { QloError } from './qlo-error.ts';

export type Version = '1.6.0' | '1.6.1' | '1.7.0';
export type Verb = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';

export interface RoomType {
  id: number;
  id_hotel: number;
  name: string;
  description: string;
  /** Net, a night. */
  price: number;
  id_tax_rules_group: number;
  adults: number;
  children: number;
  max_adults: number;
  max_children: number;
  max_guests: number;
  min_los: number;
  max_los: number;
  active: boolean;
  available_for_order: boolean;
  show_at_front: boolean;
  services: { id: number; price: number }[];
  images: number[];
}

export interface Service {
  id: number;
  name: string;
  price: number;
  auto_add_to_cart: boolean;
  /** 1: folded into the room price, 2: a fee of its own. */
  price_addition_type: 1 | 2;
  /** 1: a booking, 2: a night. */
  price_calculation_method: 1 | 2;
  id_tax_rules_group: number;
}

export interface Room {
  id: number;
  id_product: number;
  room_num: string;
  /** 1 in order, 2 out of service, 3 for a time. */
  id_status: 1 | 2 | 3;
}

export interface SoldService {
  id_service: number;
  name: string;
  quantity: number;
  unit_price_without_tax: number;
  price_mode: 1 | 2;
  total_price_without_tax: number;
  total_tax: number;
}

/** The stay of one room. */
export interface Row {
  id: number;
  id_order: number;
  id_room: number;
  id_product: number;
  date_from: string;
  date_to: string;
  is_cancelled: boolean;
  is_refunded: boolean;
  is_back_order: boolean;
  adults: number;
  children: number;
  child_ages: number[];
  net: number;
  tax: number;
  services: SoldService[];
}

export interface Order {
  id: number;
  reference: string;
  id_customer: number;
  id_hotel: number;
  current_state: number;
  source: string;
  remarks: string[];
  payment: string;
  total_paid_real: number;
  date_add: string;
  date_upd: string;
}

export interface Customer {
  id: number;
  firstname: string;
  lastname: string;
  email: string;
  phone: string;
}

export interface Hotel {
  id: number;
  hotel_name: string;
  check_in: string;
  check_out: string;
  policies: string;
  active_refund: boolean;
  min_booking_offset: number;
  max_checkout_offset: number;
  refund_rules: number[];
}

export interface Key {
  active: boolean;
  rights: Map<string, Set<Verb>>;
}

/** Everything that the fake knows. Tests may change it as an employee of the hotel would. */
export interface World {
  version: Version;
  clock: FakeClock;
  on: boolean;
  /** Tells no ages, keeps guests and price of a room that stays, and deletes services of a booking's own behind it. */
  forgetful: boolean;
  /** False: only `webservice/dispatcher.php` answers. */
  rewrite: boolean;
  currency: string;
  languages: { id: number; iso_code: string }[];
  keys: Map<string, Key>;
  hotels: Hotel[];
  refundRules: { id: number; payment_type: 1 | 2; deduction_value_full_pay: number; days: number; name: string }[];
  roomTypes: RoomType[];
  rooms: Room[];
  services: Service[];
  /** Percent by tax rule group. */
  taxes: Record<number, number>;
  states: { id: number; name: string }[];
  orders: Order[];
  rows: Row[];
  customers: Customer[];
  threads: Record<string, string>[];
  messages: Record<string, string>[];
  mailed: string[];
  /** Between the look at what is free and the booking of it: nothing is locked there. */
  gap: () => Promise<void>;
  mishaps: Mishaps<QloError, Request>;
  calls: { method: string; path: string; resource: string; status: number | null }[];
  nextId: (kind: 'order' | 'row' | 'customer' | 'service' | 'thread') => number;
}

/** Cents, as PHP's round(…, 2) leaves them. */
export function round(amount: number): number {
  return Math.round((amount + Number.EPSILON) * 100) / 100;
}

export const isTaken = (row: Row): boolean => !row.is_cancelled && !row.is_refunded;

export function nightsBetween(from: string, to: string): string[] {
  const first = Temporal.PlainDate.from(from.slice(0, 10));
  const count = first.until(Temporal.PlainDate.from(to.slice(0, 10)), { largestUnit: 'days' }).days;
  return Array.from({ length: Math.max(0, count) }, (_, n) => String(first.add({ days: n })));
}
