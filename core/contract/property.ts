/** One hotel, as configured under `property:`. Plain data, frozen. */
export interface Property {
  /** Short name in rows, metrics and folders. */
  id: string;
  name: string;
  /** IANA zone in which the hotel's days and hours are meant. */
  timeZone: string;
  /** BCP 47 primary tags, the default first. */
  languages: readonly string[];
  /** ISO 4217. */
  currency: string;
  phone?: string;
  email?: string;
  website?: string;
  reviewUrl?: string;
  address?: PropertyAddress;
  /** Degrees, WGS 84. */
  location?: { latitude: number; longitude: number };
  /** How to get there, by language. */
  directions?: Readonly<Record<string, string>>;
  /** Opening hours by service: `reception`, `breakfast`, `pool` … */
  hours: Readonly<Record<string, ServiceHours>>;
}

export interface PropertyAddress {
  street: string;
  postalCode: string;
  city: string;
  region?: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
}

export interface ServiceHours {
  /** What guests call it, by language. */
  title: Readonly<Record<string, string>>;
  /** Spans of each ISO weekday, 1 (Monday) to 7; an empty list is a closed day. */
  week: Readonly<Record<Weekday, readonly OpenSpan[]>>;
  /** Days that differ, by ISO date: feasts, season, works. */
  exceptions: Readonly<Record<string, readonly OpenSpan[]>>;
}

export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Minutes after local midnight, half-open. `until` may exceed 1440: the span ends on the next day. */
export interface OpenSpan {
  from: number;
  until: number;
}
