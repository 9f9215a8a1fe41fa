import type { Message } from '@botones/contract';

/** What a message of this shape must be read as. `text`: all parts are these words. */
export interface MessageShape {
  readonly what: string;
  readonly message: object;
  readonly read: Partial<Message>;
}

const picture = { id: '700', mime_type: 'image/jpeg', sha256: 'qw==' };
const media = { id: '700', mime: 'image/jpeg', sha256: 'qw==' };
const says = (text: string): Partial<Message> => ({ parts: [{ type: 'text', text }] });
const cannotRead = (what: string): Partial<Message> => ({ parts: [{ type: 'unsupported', what }] });
const picks = (payload: string, title: string): Partial<Message> => ({ parts: [{ type: 'picked', payload, title }] });
const staff = (text: string, reason: string): Partial<Message> => ({
  ...says(text),
  leaveTo: { who: 'staff', reason },
});
const interactive = (content: object) => ({ type: 'interactive', interactive: content });
const tooNew = [{ code: 131051, title: 'Message type unknown', error_data: { details: 'Not supported.' } }];

/** Messages in the forms in which they are published and seen. */
export const messageShapes: readonly MessageShape[] = [
  // Words.
  {
    what: 'a text with a preview flag',
    message: { type: 'text', text: { body: 'Hi', preview_url: true } },
    read: says('Hi'),
  },
  { what: 'a text that is a number', message: { type: 'text', text: { body: 42 } }, read: says('42') },
  { what: 'a text that stands alone', message: { type: 'text', text: 'Hi' }, read: says('Hi') },
  { what: 'a text without its type', message: { text: { body: 'Hi' } }, read: says('Hi') },
  { what: 'an empty text', message: { type: 'text', text: { body: '' } }, read: cannotRead('text') },
  {
    what: 'a text with line breaks',
    message: { type: 'text', text: { body: 'one\ntwo\n' } },
    read: says('one\ntwo\n'),
  },
  {
    what: 'a reply',
    message: { type: 'text', text: { body: 'Yes' }, context: { from: '15550001111', id: 'wamid.OUT1' } },
    read: { ...says('Yes'), inReplyTo: 'wamid.OUT1' },
  },
  {
    what: 'a forwarded text',
    message: { type: 'text', text: { body: 'Look' }, context: { forwarded: true } },
    read: says('Look'),
  },
  {
    what: 'one that was forwarded often',
    message: { type: 'text', text: { body: 'Look' }, context: { frequently_forwarded: 'true' } },
    read: says('Look'),
  },
  {
    what: 'a text whose context is null',
    message: { type: 'text', text: { body: 'Hi' }, context: null },
    read: says('Hi'),
  },
  {
    what: 'a question about a product',
    message: {
      type: 'text',
      text: { body: 'Is it free?' },
      context: { from: '1', id: 'wamid.P', referred_product: { catalog_id: 1, product_retailer_id: 'spa' } },
    },
    read: { ...says('Is it free?'), inReplyTo: 'wamid.P' },
  },
  {
    what: 'a text from an ad',
    message: {
      type: 'text',
      text: { body: 'Hi' },
      referral: {
        source_url: 'https://fb.me/x',
        source_id: 12,
        source_type: 'ad',
        ctwa_clid: 'A',
        welcome_message: { text: 'Hola' },
      },
    },
    read: { ...says('Hi'), opensWindow: 72 },
  },
  {
    what: 'a text without a referral',
    message: { type: 'text', text: { body: 'Hi' }, referral: null },
    read: says('Hi'),
  },
  {
    what: 'a text with an identity',
    message: {
      type: 'text',
      text: { body: 'Hi' },
      identity: { acknowledged: true, created_timestamp: 1790416800, hash: 'x' },
    },
    read: says('Hi'),
  },

  // Files.
  {
    what: 'a picture',
    message: { type: 'image', image: picture },
    read: { parts: [{ type: 'image', media, alt: '' }] },
  },
  {
    what: 'a picture with words',
    message: { type: 'image', image: { ...picture, caption: 'paid' } },
    read: { parts: [{ type: 'image', media, alt: 'paid' }] },
  },
  {
    what: 'a picture whose id is a number',
    message: { type: 'image', image: { ...picture, id: 700 } },
    read: { parts: [{ type: 'image', media, alt: '' }] },
  },
  {
    what: 'a picture without its type',
    message: { image: picture },
    read: { parts: [{ type: 'image', media, alt: '' }] },
  },
  {
    what: 'a picture that Meta could not fetch',
    message: { type: 'image', image: picture, errors: [{ code: 131052, title: 'Media download error' }] },
    read: cannotRead('image'),
  },
  { what: 'a picture that is nowhere', message: { type: 'image', image: { caption: 'x' } }, read: cannotRead('image') },
  {
    what: 'a film',
    message: { type: 'video', video: picture },
    read: { parts: [{ type: 'document', media, name: '' }] },
  },
  {
    what: 'a paper without a name',
    message: { type: 'document', document: picture },
    read: { parts: [{ type: 'document', media, name: '' }] },
  },
  {
    what: 'a paper with name and words',
    message: { type: 'document', document: { ...picture, filename: 'a.pdf', caption: 'the invoice' } },
    read: {
      parts: [
        { type: 'document', media, name: 'a.pdf' },
        { type: 'text', text: 'the invoice' },
      ],
    },
  },
  {
    what: 'a voice message',
    message: { type: 'audio', audio: { ...picture, mime_type: 'audio/ogg; codecs=opus', voice: true } },
    read: { parts: [{ type: 'audio', media: { ...media, mime: 'audio/ogg; codecs=opus' }, voice: true }] },
  },
  {
    what: 'a voice message of old',
    message: { type: 'voice', voice: { ...picture, mime_type: 'audio/ogg; codecs=opus' } },
    read: { parts: [{ type: 'audio', media: { ...media, mime: 'audio/ogg; codecs=opus' }, voice: true }] },
  },
  {
    what: 'a song',
    message: { type: 'audio', audio: { ...picture, mime_type: 'audio/mpeg' } },
    read: { parts: [{ type: 'audio', media: { ...media, mime: 'audio/mpeg' }, voice: false }] },
  },
  {
    what: 'a sticker',
    message: { type: 'sticker', sticker: { ...picture, animated: 'true' } },
    read: cannotRead('sticker'),
  },

  // Places.
  {
    what: 'a pin',
    message: { type: 'location', location: { latitude: 36.5, longitude: -4.8 } },
    read: { parts: [{ type: 'location', latitude: 36.5, longitude: -4.8 }] },
  },
  {
    what: 'a place whose coordinates are words',
    message: {
      type: 'location',
      location: { latitude: '36.5', longitude: '-4.8', name: 'Beach', address: '', url: 'https://x.example.com' },
    },
    read: { parts: [{ type: 'location', latitude: 36.5, longitude: -4.8, name: 'Beach' }] },
  },
  {
    what: 'a place on no globe',
    message: { type: 'location', location: { latitude: 99, longitude: 0 } },
    read: cannotRead('location'),
  },

  // Choices.
  {
    what: 'a button',
    message: interactive({ type: 'button_reply', button_reply: { id: '/a', title: 'A' } }),
    read: picks('/a', 'A'),
  },
  {
    what: 'a button without a kind',
    message: interactive({ button_reply: { id: '/a', title: 'A' } }),
    read: picks('/a', 'A'),
  },
  {
    what: 'a button whose id is a number',
    message: interactive({ type: 'button_reply', button_reply: { id: 1, title: 2 } }),
    read: picks('1', '2'),
  },
  {
    what: 'a row',
    message: interactive({ type: 'list_reply', list_reply: { id: '/a', title: 'A', description: 'with a view' } }),
    read: picks('/a', 'A'),
  },
  {
    what: 'a row without a kind',
    message: interactive({ list_reply: { id: '/a', title: 'A' } }),
    read: picks('/a', 'A'),
  },
  {
    what: 'a row without an id',
    message: interactive({ type: 'list_reply', list_reply: { title: 'A' } }),
    read: picks('A', 'A'),
  },
  {
    what: 'a quick reply',
    message: { type: 'button', button: { payload: 'yes', text: 'Yes' } },
    read: picks('yes', 'Yes'),
  },
  {
    what: 'a quick reply without a payload',
    message: { type: 'button', button: { text: 'Yes' } },
    read: picks('Yes', 'Yes'),
  },
  {
    what: 'an answer of a kind to come',
    message: interactive({ type: 'hologram_reply', hologram_reply: {} }),
    read: cannotRead('interactive'),
  },

  // Forms, orders, cards.
  {
    what: 'a form',
    message: interactive({
      type: 'nfm_reply',
      nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"flow_token":"x","nights":2}' },
    }),
    read: { ...staff('Sent', 'flow'), whole: 'Sent\nnights: 2' },
  },
  {
    what: 'a form whose answers are broken',
    message: interactive({ type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"nights":' } }),
    read: { ...staff('Sent', 'flow'), whole: 'Sent\n{"nights":' },
  },
  {
    what: 'a form without answers',
    message: interactive({ type: 'nfm_reply', nfm_reply: { name: 'flow' } }),
    read: staff('flow', 'flow'),
  },
  { what: 'a form without a kind', message: interactive({ nfm_reply: { body: 'Sent' } }), read: staff('Sent', 'flow') },
  {
    what: 'an address',
    message: interactive({
      type: 'nfm_reply',
      nfm_reply: {
        name: 'address_message',
        body: 'Street 1',
        response_json: '{"saved_address_id":"a","values":{"city":"Pune"}}',
      },
    }),
    read: { ...staff('Street 1', 'flow'), whole: 'Street 1\nsaved_address_id: a\nvalues: {"city":"Pune"}' },
  },
  {
    what: 'an order',
    message: {
      type: 'order',
      order: {
        catalog_id: 1,
        text: 'please',
        product_items: [
          { product_retailer_id: 'spa', quantity: '2', item_price: '60.5', currency: 'EUR' },
          { product_retailer_id: 7, quantity: 1, item_price: 3, currency: 'EUR' },
        ],
      },
    },
    read: staff('please\n2 × spa (60.5 EUR)\n1 × 7 (3 EUR)', 'order'),
  },
  {
    what: 'an order of nothing',
    message: { type: 'order', order: { catalog_id: '1', product_items: [] } },
    read: cannotRead('order'),
  },
  {
    what: 'a card with an odd birthday',
    message: {
      type: 'contacts',
      contacts: [
        {
          birthday: '--02-30',
          name: { formatted_name: 'Eva Gil', first_name: 'Eva', suffix: null },
          org: { company: 'X' },
          phones: [{ phone: '+1 555', wa_id: 1555, type: 'CELL' }, { wa_id: '1666' }],
          emails: [{ email: 'eva@example.com', type: 'WORK' }],
          addresses: [{ city: 1 }],
          urls: null,
        },
      ],
    },
    read: staff('Eva Gil, +1 555, 1666, eva@example.com', 'contacts'),
  },
  {
    what: 'several cards',
    message: {
      type: 'contacts',
      contacts: [{ name: { first_name: 'Eva' } }, { name: { formatted_name: 'Luis' } }, {}],
    },
    read: staff('Eva\nLuis', 'contacts'),
  },
  {
    what: 'a number that was asked for',
    message: {
      type: 'contacts',
      contacts: [{ origin: 'contact_request', vcard: 'BEGIN:VCARD\nFN:Eva\nTEL;TYPE=CELL:+1 555\nEND:VCARD' }],
    },
    read: staff('Eva, +1 555', 'contacts'),
  },

  // What nobody can read.
  {
    what: 'a poll',
    message: { type: 'unsupported', unsupported: { type: 'poll_creation' }, errors: tooNew },
    read: { ...cannotRead('poll_creation'), opensWindow: 0 },
  },
  {
    what: 'something unsupported',
    message: { type: 'unsupported', errors: tooNew },
    read: { ...cannotRead('unsupported'), opensWindow: 0 },
  },
  {
    what: 'something unsupported, as it was told before',
    message: {
      type: 'unknown',
      errors: [{ code: 501, title: 'Unknown message type', details: 'Message type is not currently supported' }],
    },
    read: { ...cannotRead('unknown'), opensWindow: 0 },
  },
];
