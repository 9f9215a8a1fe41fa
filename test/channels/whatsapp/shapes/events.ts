import type { ChannelEvent } from '@botones/contract';

export interface EventShape {
  readonly what: string;
  readonly message: object;
  /** Null: contacts do not stand beside it. */
  readonly contacts?: null;
  readonly read: Partial<ChannelEvent>;
}

const system = (content: object, more: object = {}) => ({
  type: 'system',
  from_user_id: undefined,
  system: content,
  ...more,
});
const note = (what: string): Partial<ChannelEvent> => ({ type: 'note', what });
const interactive = (content: object) => ({ type: 'interactive', interactive: content });

/** What is no message of a guest's: kept, and never answered. */
export const eventShapes: readonly EventShape[] = [
  // Done to what was said.
  {
    what: 'a reaction',
    message: { type: 'reaction', reaction: { message_id: 'wamid.O', emoji: '👍' } },
    read: { type: 'reaction', message: 'wamid.O', emoji: '👍' },
  },
  {
    what: 'a reaction taken back, without a key',
    message: { type: 'reaction', reaction: { message_id: 'wamid.O' } },
    read: { type: 'reaction', message: 'wamid.O', emoji: null },
  },
  {
    what: 'a reaction taken back, with an empty word',
    message: { type: 'reaction', reaction: { message_id: 'wamid.O', emoji: '' } },
    read: { type: 'reaction', message: 'wamid.O', emoji: null },
  },
  { what: 'a reaction to nothing', message: { type: 'reaction', reaction: { emoji: '👍' } }, read: note('reaction') },
  {
    what: 'an edit',
    message: {
      type: 'edit',
      edit: {
        original_message_id: 'wamid.O',
        message: { type: 'text', text: { body: 'new' }, context: { id: 'wamid.X' } },
      },
    },
    read: { type: 'edit', message: 'wamid.O', parts: [{ type: 'text', text: 'new' }] },
  },
  {
    what: 'an edit without a type',
    message: { type: 'edit', edit: { original_message_id: 'wamid.O', message: { text: { body: 'new' } } } },
    read: { type: 'edit', message: 'wamid.O', parts: [{ type: 'text', text: 'new' }] },
  },
  {
    what: 'an edited caption',
    message: {
      type: 'edit',
      edit: { original_message_id: 'wamid.O', message: { type: 'image', image: { id: '7', caption: 'new' } } },
    },
    read: { type: 'edit', parts: [{ type: 'image', media: { id: '7' }, alt: 'new' }] },
  },
  {
    what: 'an edit into something new',
    message: { type: 'edit', edit: { original_message_id: 'wamid.O', message: { type: 'hologram' } } },
    read: note('edit'),
  },
  { what: 'an edit of nothing', message: { type: 'edit', edit: {} }, read: note('edit') },
  {
    what: 'a withdrawal',
    message: { type: 'revoke', revoke: { original_message_id: 'wamid.O' } },
    read: { type: 'revoke', message: 'wamid.O' },
  },
  { what: 'a withdrawal of nothing', message: { type: 'revoke' }, read: note('revoke') },

  // Guests who move.
  {
    what: 'another number',
    message: system({ type: 'user_changed_number', body: 'A changed', wa_id: '15550003333', user_id: 'US.1000' }),
    contacts: null,
    read: {
      type: 'move',
      guest: { key: 'US.1000', otherKey: '15550003333', phone: '+15550003333' },
      was: ['15550002222'],
    },
  },
  {
    what: 'another number, as it was told in 2022',
    message: system({ type: 'user_changed_number', body: 'A changed', new_wa_id: 15550003333 }),
    contacts: null,
    read: { type: 'move', guest: { key: '15550003333', phone: '+15550003333' }, was: ['15550002222'] },
  },
  {
    what: 'another number, as it was told in 2021',
    message: system(
      { type: 'customer_changed_number', customer: '15550002222', wa_id: '15550003333' },
      { from: undefined },
    ),
    contacts: null,
    read: { type: 'move', guest: { key: '15550003333', phone: '+15550003333' }, was: ['15550002222'] },
  },
  {
    what: 'another id',
    message: system({ type: 'user_changed_user_id', user_id: 'US.2', previous_user_id: 'US.1' }, { from: undefined }),
    contacts: null,
    read: { type: 'move', guest: { key: 'US.2' }, was: ['US.1'] },
  },
  {
    what: 'another id without the former one',
    message: system({ type: 'user_changed_user_id', user_id: 'US.2' }, { from: undefined }),
    contacts: null,
    read: note('user_changed_user_id'),
  },
  {
    what: 'another telephone',
    message: system({ type: 'customer_identity_changed', customer: '15550002222', identity: 'hash' }),
    contacts: null,
    read: note('customer_identity_changed'),
  },
  { what: 'news of the system without a name', message: system({ body: 'x' }), contacts: null, read: note('system') },

  // Nothing to answer.
  { what: 'an opened chat', message: { type: 'request_welcome' }, read: note('request_welcome') },
  {
    what: 'leave to call',
    message: interactive({
      type: 'call_permission_reply',
      call_permission_reply: { response: 'accept', expiration_timestamp: '1' },
    }),
    read: note('call_permission_reply'),
  },
  {
    what: 'leave to call, without a kind',
    message: interactive({ call_permission_reply: {} }),
    read: note('call_permission_reply'),
  },
  { what: 'a word in a group', message: { type: 'text', text: { body: 'Hi' }, group_id: 'G1' }, read: note('group') },
  {
    what: 'a reaction in a group',
    message: { type: 'reaction', reaction: { message_id: 'wamid.O' }, group_id: 7 },
    read: note('group'),
  },
  { what: 'a type to come', message: { type: 'hologram', hologram: { id: 1 } }, read: note('hologram') },
  { what: 'one that vanishes', message: { type: 'ephemeral' }, read: note('ephemeral') },
  { what: 'a type that is no word', message: { type: '<script>' }, read: note('another') },
];
