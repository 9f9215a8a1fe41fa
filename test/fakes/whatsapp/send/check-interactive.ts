import { mediaReference } from './check-media.ts';
import {
  all,
  anything,
  type Check,
  inside,
  isObject,
  list,
  notValid,
  object,
  oneOf,
  text,
  unique,
  webUrl,
} from './fields.ts';

const plain: Check = (value, at) => {
  if (/```|(?<!\w)([*_~])\S(?:.*?\S)?\1(?!\w)/.test(String(value)))
    throw notValid(`Param ${at} must not use markdown.`);
};

const body = (max: number) => object({ text: text(max) });
const footer = object({ text: text(60) });
const textHeader = object({ type: oneOf('text'), text: text(60) });
const anyHeader: Check = (value, at) => {
  const type = isObject(value) ? value.type : undefined;
  oneOf('text', 'image', 'video', 'document')(type, inside(at, 'type'));
  if (type === 'text') return textHeader(value, at);
  object({ type: anything, [String(type)]: mediaReference({ filename: text(240) }) })(value, at);
};

const button = object({ type: oneOf('reply'), reply: object({ id: text(256), title: all(text(20), plain) }) });
const replyOf = (item: Record<string, unknown>) => item.reply as { id: string; title: string };
const buttons = all(
  list(1, 3, button, 'buttons'),
  unique((item) => replyOf(item).title, 'button titles'),
  unique((item) => replyOf(item).id, 'button ids'),
);

const row = object({ id: text(200), title: text(24) }, { description: text(72) });
const section = object({ rows: list(1, 10, row, 'rows') }, { title: text(24) });
const sections: Check = (value, at) => {
  list(1, 10, section, 'sections')(value, at);
  const given = value as { title?: string; rows: { id: string }[] }[];
  const rows = given.flatMap(({ rows }) => rows);
  if (rows.length > 10) throw notValid(`Total row count exceed max allowed count: 10 (${rows.length} in ${at}).`);
  if (given.length > 1 && given.some(({ title }) => !title)) throw notValid(`Section title is required in ${at}.`);
  if (new Set(rows.map(({ id }) => id)).size < rows.length) throw notValid(`Duplicated row id in ${at}.`);
};

const link = object({ name: oneOf('cta_url'), parameters: object({ display_text: text(20), url: webUrl }) });
const flowParameters = object(
  { flow_message_version: oneOf('3'), flow_cta: text(30) },
  {
    flow_id: text(64),
    flow_name: text(200),
    flow_token: text(200),
    mode: oneOf('draft', 'published'),
    flow_action: oneOf('navigate', 'data_exchange'),
    flow_action_payload: object({}, { screen: text(200), data: anything }),
  },
);
const flow: Check = (value, at) => {
  object({ name: oneOf('flow'), parameters: flowParameters })(value, at);
  const { flow_id, flow_name } = (value as { parameters: Record<string, unknown> }).parameters;
  if ((flow_id === undefined) === (flow_name === undefined)) throw notValid('Give either flow_id or flow_name.');
};

const kinds: Readonly<Record<string, Check>> = {
  button: object({ type: anything, body: body(1024), action: object({ buttons }) }, { header: anyHeader, footer }),
  list: object(
    { type: anything, body: body(4096), action: object({ button: all(text(20), plain), sections }) },
    { header: textHeader, footer },
  ),
  cta_url: object({ type: anything, body: body(1024), action: link }, { header: anyHeader, footer }),
  location_request_message: object({
    type: anything,
    body: body(1024),
    action: object({ name: oneOf('send_location') }),
  }),
  flow: object({ type: anything, action: flow }, { body: body(1024), header: anyHeader, footer }),
};

export const interactive: Check = (value, at) => {
  const type = isObject(value) ? value.type : undefined;
  oneOf(...Object.keys(kinds))(type, inside(at, 'type'));
  kinds[String(type)]?.(value, at);
};
