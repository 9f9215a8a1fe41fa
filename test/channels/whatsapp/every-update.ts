/** One of each kind of update, as the platform sends it. */

const file = { id: '700', mime_type: 'image/jpeg', sha256: 'qw==' };
const error = { code: 131051, title: 'Unsupported', message: 'Unsupported', error_data: { details: 'No such type' } };

const contents: readonly { type: string; [more: string]: unknown }[] = [
  { type: 'text', text: { body: '¿Hay piscina? 🏊' } },
  { type: 'image', image: { ...file, caption: 'el recibo', url: 'https://lookaside.fbsbx.com/f?mid=700' } },
  { type: 'video', video: { ...file, mime_type: 'video/mp4' } },
  { type: 'audio', audio: { id: '701', mime_type: 'audio/ogg; codecs=opus', sha256: 'qw==', voice: true } },
  { type: 'voice', voice: { id: '701', mime_type: 'audio/ogg; codecs=opus' } },
  { type: 'document', document: { ...file, filename: 'recibo.pdf', mime_type: 'application/pdf' } },
  { type: 'sticker', sticker: { ...file, mime_type: 'image/webp', animated: false } },
  { type: 'location', location: { latitude: 36.5, longitude: -4.8, name: 'Playa', address: 'Paseo 1' } },
  {
    type: 'contacts',
    contacts: [{ name: { formatted_name: 'Eva' }, phones: [{ phone: '+1 555', wa_id: '1555', type: 'CELL' }] }],
  },
  { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: '/affirm', title: 'Sí' } } },
  {
    type: 'interactive',
    interactive: { type: 'list_reply', list_reply: { id: '/room', title: 'Doble', description: '90 €' } },
  },
  {
    type: 'interactive',
    interactive: { type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"a":' } },
  },
  {
    type: 'interactive',
    interactive: { type: 'call_permission_reply', call_permission_reply: { response: 'accept' } },
  },
  { type: 'button', button: { payload: 'yes', text: 'Sí' }, context: { from: '15550001111', id: 'wamid.OUT1' } },
  { type: 'reaction', reaction: { message_id: 'wamid.OUT1', emoji: '👍' } },
  {
    type: 'order',
    order: {
      catalog_id: '1',
      text: 'por favor',
      product_items: [{ product_retailer_id: 'spa', quantity: 2, item_price: '60.5', currency: 'EUR' }],
    },
  },
  { type: 'system', system: { type: 'user_changed_number', wa_id: '15550003333', user_id: 'US.1000', body: '…' } },
  { type: 'system', system: { type: 'user_changed_user_id', user_id: 'US.2', previous_user_id: 'US.1', body: '…' } },
  { type: 'unsupported', unsupported: { type: 'gif' }, errors: [error] },
  { type: 'edit', edit: { original_message_id: 'wamid.1', message: { type: 'text', text: { body: 'Perdón' } } } },
  { type: 'revoke', revoke: { original_message_id: 'wamid.1' } },
  { type: 'request_welcome' },
  { type: 'hologram', hologram: { id: 1 } },
  {
    type: 'text',
    text: { body: 'Hola' },
    referral: { source_url: 'https://fb.me/x', source_id: '1', source_type: 'ad', ctwa_clid: 'A' },
    context: { forwarded: true, referred_product: { catalog_id: '1', product_retailer_id: 'spa' } },
  },
];

export const everyMessage = contents.map((content, index) => ({
  from: '15550002222',
  from_user_id: 'US.1000',
  id: `wamid.every${index}`,
  timestamp: '1790416800',
  ...content,
}));

export const everyStatus = ['sent', 'delivered', 'read', 'played', 'failed', 'deleted', 'warning'].map((status) => ({
  id: `wamid.out-${status}`,
  status,
  timestamp: '1790416832',
  recipient_id: '15550002222',
  recipient_user_id: 'US.1000',
  biz_opaque_callback_data: '0199c0de-0000-7000-8000-000000000001:3',
  pricing: { billable: false, pricing_model: 'PMP', type: 'free_customer_service', category: 'service' },
  conversation: { id: 'c', expiration_timestamp: '1790676032', origin: { type: 'referral_conversion' } },
  ...(status === 'failed' && { errors: [error] }),
}));

const metadata = { display_phone_number: '15550001111', phone_number_id: '2000' };
const contacts = [{ profile: { name: 'Ana', username: 'ana.t' }, wa_id: '15550002222', user_id: 'US.1000' }];

/** One value of each field that brings something. */
export const everyChange: readonly { field: string; value: object }[] = [
  ...everyMessage.map((message) => ({ field: 'messages', value: { metadata, contacts, messages: [message] } })),
  { field: 'messages', value: { metadata, contacts, messages: everyMessage, statuses: everyStatus } },
  { field: 'messages', value: { metadata, errors: [error] } },
  {
    field: 'smb_message_echoes',
    value: {
      metadata,
      message_echoes: everyMessage.map((message) => ({ ...message, to: '15550002222', to_user_id: 'US.1000' })),
    },
  },
  {
    field: 'user_id_update',
    value: {
      metadata,
      user_id_update: [
        { wa_id: '15550002222', user_id: { previous: 'US.1', current: 'US.2' }, timestamp: '1790416800' },
      ],
    },
  },
  { field: 'account_update', value: { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE' } } },
  {
    field: 'message_template_status_update',
    value: { event: 'REJECTED', message_template_name: 'hello', reason: 'OTHER' },
  },
  { field: 'phone_number_quality_update', value: { event: 'FLAGGED', display_phone_number: '15550001111' } },
  { field: 'user_preferences', value: { metadata, contacts, user_preferences: [{ value: 'stop' }] } },
  { field: 'history', value: { metadata, history: [] } },
];

export const postOf = (changes: readonly object[]) => ({
  object: 'whatsapp_business_account',
  entry: [{ id: '900', time: 1790416800, changes }],
});
