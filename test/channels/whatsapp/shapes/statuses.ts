import type { DeliveryEvent } from '@botones/contract';

export interface StatusShape {
  readonly what: string;
  readonly status: object;
  /** Null: it says nothing that changes a reply. */
  readonly read: Partial<DeliveryEvent> | null;
}

const service = { billable: false, pricing_model: 'PMP', type: 'free_customer_service', category: 'service' };
const conversation = (more: object) => ({ id: 'c1', origin: { type: 'service' }, ...more });
const fault = (code: unknown, more: object = {}) => ({
  errors: [{ code, title: 'a title', message: 'a title', ...more }],
});

/** Statuses in the forms in which they are published and seen. */
export const statusShapes: readonly StatusShape[] = [
  { what: 'sent', status: { status: 'sent' }, read: { state: 'sent' } },
  { what: 'delivered', status: { status: 'delivered' }, read: { state: 'delivered' } },
  { what: 'read', status: { status: 'read' }, read: { state: 'read' } },
  { what: 'played', status: { status: 'played' }, read: { state: 'read' } },
  { what: 'in capital letters', status: { status: 'DELIVERED' }, read: { state: 'delivered' } },
  {
    what: 'sent, with a price',
    status: { status: 'sent', pricing: service },
    read: { state: 'sent', pricing: service },
  },
  {
    what: 'delivered, with a price of before 2025',
    status: { status: 'delivered', pricing: { billable: true, pricing_model: 'CBP', category: 'user_initiated' } },
    read: { state: 'delivered', pricing: { billable: true, pricing_model: 'CBP', category: 'user_initiated' } },
  },
  { what: 'sent, without any price', status: { status: 'sent', pricing: null }, read: { state: 'sent' } },
  {
    what: 'sent, within a conversation',
    status: { status: 'sent', conversation: conversation({ expiration_timestamp: '1790503232' }) },
    read: { state: 'sent', windowUntil: '2026-09-27T10:00:32Z' },
  },
  {
    what: 'sent, within a conversation whose end is a number',
    status: { status: 'sent', conversation: conversation({ expiration_timestamp: 1790503232 }) },
    read: { state: 'sent', windowUntil: '2026-09-27T10:00:32Z' },
  },
  {
    what: 'read, within a conversation',
    status: { status: 'read', conversation: conversation({}) },
    read: { state: 'read' },
  },
  {
    what: 'with our own id',
    status: { status: 'sent', biz_opaque_callback_data: 'conversation:7' },
    read: { state: 'sent', itemId: 'conversation:7' },
  },
  {
    what: 'with our own id alone',
    status: { id: undefined, status: 'sent', biz_opaque_callback_data: 'conversation:7' },
    read: { state: 'sent', itemId: 'conversation:7' },
  },
  {
    what: 'of a guest without a number',
    status: { status: 'read', recipient_id: undefined, recipient_user_id: 'US.1' },
    read: { state: 'read' },
  },
  { what: 'of a guest whose number is empty', status: { status: 'read', recipient_id: '' }, read: { state: 'read' } },
  {
    what: 'of somebody in a group',
    status: { status: 'read', recipient_type: 'group', recipient_participant_id: '1' },
    read: { state: 'read' },
  },
  {
    what: 'failed',
    status: {
      status: 'failed',
      ...fault(131026, { error_data: { details: 'Undeliverable.' }, href: 'https://x.example.com' }),
    },
    read: { state: 'failed', failure: { code: '131026', detail: 'Undeliverable.', kind: 'recipient' } },
  },
  {
    what: 'failed, with a code in words',
    status: { status: 'failed', ...fault('131047') },
    read: { failure: { code: '131047', detail: 'a title', kind: 'window' } },
  },
  {
    what: 'failed for the window, as it was told in 2022',
    status: { status: 'failed', ...fault(470) },
    read: { failure: { code: '470', detail: 'a title', kind: 'window' } },
  },
  {
    what: 'failed, with an error that stands alone',
    status: { status: 'failed', errors: { code: 131042, title: 'Payment' } },
    read: { failure: { code: '131042', detail: 'Payment', kind: 'account' } },
  },
  {
    what: 'failed, for a limit',
    status: { status: 'failed', ...fault(131049) },
    read: { failure: { code: '131049', detail: 'a title', kind: 'recipient' } },
  },
  {
    what: 'failed, for its file',
    status: { status: 'failed', ...fault(131053) },
    read: { failure: { code: '131053', detail: 'a title', kind: 'content' } },
  },
  {
    what: 'failed, without a word',
    status: { status: 'failed' },
    read: { failure: { code: 'none', detail: 'Meta gives no reason.', kind: 'content' } },
  },
  { what: 'deleted', status: { status: 'deleted' }, read: null },
  { what: 'a warning', status: { status: 'warning', ...fault(131000) }, read: null },
  { what: 'a status to come', status: { status: 'framed' }, read: null },
  { what: 'a payment', status: { status: 'captured', type: 'payment', payment: { reference_id: 'x' } }, read: null },
];
