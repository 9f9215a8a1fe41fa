export { GraphError } from './graph-error.ts';
export type { Guest } from './guests/guest.ts';
export { adClick, inbound } from './guests/inbound.ts';
export type { Seen } from './guests/record.ts';
export { type FakeWhatsApp, startFakeWhatsApp, type WhatsAppOptions } from './start.ts';
export type { Attempt } from './webhooks/courier.ts';
export type { Forgery } from './webhooks/encode.ts';
