type Keys = Record<string, unknown>;

/** What stands under a message's own type, for the kinds a guest can send without media. Pure; add keys as you like. */
export const inbound = {
  text: (body: string): Keys => ({ type: 'text', text: { body } }),
  location: (
    latitude: number,
    longitude: number,
    place: { name?: string; address?: string; url?: string } = {},
  ): Keys => ({
    type: 'location',
    location: { latitude, longitude, ...place },
  }),
  contact: (name: string, phone: string): Keys => ({
    type: 'contacts',
    contacts: [
      {
        name: { formatted_name: name, first_name: name },
        phones: [{ phone, wa_id: phone.replace(/\D/g, ''), type: 'CELL' }],
      },
    ],
  }),
  buttonReply: (id: string, title: string): Keys => ({
    type: 'interactive',
    interactive: { type: 'button_reply', button_reply: { id, title } },
  }),
  listReply: (id: string, title: string, description?: string): Keys => ({
    type: 'interactive',
    interactive: {
      type: 'list_reply',
      list_reply: { id, title, ...(description === undefined ? {} : { description }) },
    },
  }),
  /** A form filled in. `answers` that are a string go in as they are, broken JSON too; undefined: the key is missing. */
  flowReply: (answers: Keys | string | undefined, name = 'flow'): Keys => ({
    type: 'interactive',
    interactive: {
      type: 'nfm_reply',
      nfm_reply: {
        name,
        body: 'Sent',
        ...(answers === undefined
          ? {}
          : { response_json: typeof answers === 'string' ? answers : JSON.stringify(answers) }),
      },
    },
  }),
  callPermission: (response: 'accept' | 'reject'): Keys => ({
    type: 'interactive',
    interactive: { type: 'call_permission_reply', call_permission_reply: { response, is_permanent: false } },
  }),
  /** A quick reply of a template. */
  quickReply: (payload: string, text: string): Keys => ({ type: 'button', button: { payload, text } }),
  /** Undefined: it is taken back, told by a missing key; `''` tells the same. */
  reaction: (messageId: string, emoji: string | undefined): Keys => ({
    type: 'reaction',
    reaction: { message_id: messageId, ...(emoji === undefined ? {} : { emoji }) },
  }),
  order: (
    items: readonly { id: string; quantity: number; price: number; currency: string }[],
    text?: string,
  ): Keys => ({
    type: 'order',
    order: {
      catalog_id: '4500001',
      ...(text === undefined ? {} : { text }),
      product_items: items.map(({ id, quantity, price, currency }) => ({
        product_retailer_id: id,
        quantity,
        item_price: price,
        currency,
      })),
    },
  }),
  unsupported: (kind?: string): Keys => ({
    type: 'unsupported',
    errors: [
      {
        code: 131051,
        title: 'Message type unknown',
        message: 'Message type unknown',
        error_data: { details: 'Message type is currently not supported.' },
      },
    ],
    ...(kind === undefined ? {} : { unsupported: { type: kind } }),
  }),
  edit: (originalId: string, message: Keys): Keys => ({
    type: 'edit',
    edit: { original_message_id: originalId, message },
  }),
  revoke: (originalId: string): Keys => ({ type: 'revoke', revoke: { original_message_id: originalId } }),
  welcome: (): Keys => ({ type: 'request_welcome' }),
};

/** A click on an ad, to be added to a message. */
export const adClick = {
  referral: {
    source_url: 'https://fb.me/example',
    source_id: '120200000000',
    source_type: 'ad',
    headline: 'A weekend by the sea',
    body: 'Two nights, breakfast included',
    media_type: 'image',
    image_url: 'https://scontent.example.com/ad.jpg',
    ctwa_clid: 'ARexampleclick',
    welcome_message: { text: 'Hello! What can we do for you?' },
  },
};
