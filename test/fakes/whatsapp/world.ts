import type { FakeClock } from '../clock.ts';
import type { Mishaps } from '../mishaps.ts';
import type { GraphError } from './graph-error.ts';
import type { GuestRecord } from './guests/record.ts';
import type { Ids } from './ids.ts';
import type { Meters } from './limits.ts';
import type { StoredMedia } from './media/store.ts';
import type { Template } from './send/template.ts';
import type { Settings } from './settings.ts';
import type { Courier } from './webhooks/courier.ts';

/** A business phone number. */
export interface PhoneNumber {
  /** `phone_number_id`. */
  id: string;
  /** As shown to people: `+34 600 000 001`. */
  display: string;
  /** The account that it belongs to. */
  waba: string;
  verifiedName: string;
  /** Put before a recipient that is written without `+` and does not begin with it. */
  countryCode: string;
  registered: boolean;
  /** A number under test reaches only these; null: everybody. */
  allowed: readonly string[] | null;
}

/** An access token. */
export interface Token {
  scopes: readonly string[];
  /** Null: it does not expire. */
  expires: Temporal.Instant | null;
  revoked: boolean;
  /** Accounts that its system user was given; null: all. */
  wabas: readonly string[] | null;
}

/** One app of a developer, with its webhook. */
export interface App {
  id: string;
  name: string;
  secret: string;
  callbackUrl: string | null;
  verifyToken: string;
  fields: Set<string>;
}

/** A call as it came in, whatever became of it. */
export interface Call {
  method: string;
  path: string;
  /** Parsed where it is JSON. */
  body: unknown;
}

/** What the platform knows. */
export interface World {
  readonly clock: FakeClock;
  readonly ids: Ids;
  readonly app: App;
  readonly tokens: Map<string, Token>;
  readonly numbers: Map<string, PhoneNumber>;
  /** Accounts whose events go to the app (`subscribed_apps`). */
  readonly subscribed: Set<string>;
  readonly guests: GuestRecord[];
  readonly templates: Template[];
  readonly media: Map<string, StoredMedia>;
  /** Until when free text may be sent: `number guest` → instant. */
  readonly windows: Map<string, Temporal.Instant>;
  readonly meters: Meters;
  readonly mishaps: Mishaps<GraphError, Call>;
  /** Codes with which the next sends fail after they were accepted. */
  readonly doomed: number[];
  readonly settings: Settings;
  readonly courier: Courier;
  readonly calls: (Call & { status: number | 'none'; code?: number })[];
  /** Every message id of either side → the number it belongs to. */
  readonly known: Map<string, string>;
  /** Free text sent: `number month` → count. */
  readonly serviceMessages: Map<string, number>;
  /** Base of its own URLs. */
  url: string;
}
