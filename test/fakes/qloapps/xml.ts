/** What an element holds: its text, or its children; several of one name become a list. */
export type Node = string | { [name: string]: Node | Node[] };

/** Null where the text is not well-formed. The name of the root does not matter: its children are returned. */
export function parseXml(text: string): Node | null {
  const tokens = text
    .replace(/^﻿?\s*<\?xml[^>]*\?>/, '')
    .match(/<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<[^>]+>|[^<]+/g);
  if (!tokens) return null;
  const stack: { name: string; text: string; children: [string, Node][] }[] = [];
  let root: Node | null = null;
  const close = (name: string): boolean => {
    const top = stack.pop();
    if (top?.name !== name) return false;
    const node = top.children.length > 0 ? group(top.children) : top.text.trim();
    const parent = stack.at(-1);
    if (parent) parent.children.push([name, node]);
    else if (root === null) root = node;
    else return false;
    return true;
  };
  for (const token of tokens) {
    const top = stack.at(-1);
    if (token.startsWith('<!--')) continue;
    if (token.startsWith('<![CDATA[')) {
      if (!top) return null;
      top.text += token.slice(9, -3);
    } else if (token.startsWith('</')) {
      if (!close(token.slice(2, -1).trim())) return null;
    } else if (token.startsWith('<')) {
      const [, name = '', empty] = /^<([A-Za-z_][\w:.-]*)(?:\s[^<]*?)?(\/?)>$/.exec(token) ?? [];
      if (name === '') return null;
      stack.push({ name, text: '', children: [] });
      if (empty && !close(name)) return null;
    } else if (token.trim() !== '') {
      if (!top || /&(?!(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(token)) return null;
      top.text += decode(token);
    }
  }
  return stack.length === 0 ? root : null;
}

function group(children: [string, Node][]): Node {
  const grouped: { [name: string]: Node | Node[] } = {};
  for (const [name, node] of children) {
    const known = grouped[name];
    if (known === undefined) grouped[name] = node;
    else grouped[name] = Array.isArray(known) ? [...known, node] : [known, node];
  }
  return grouped;
}

function decode(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&amp;/g, '&');
}

/** As the webservice writes it: every value in CDATA, lists of `orders` as many `order`. */
export function toXml(name: string, value: unknown): string {
  if (Array.isArray(value)) {
    const item = singular(name);
    return `<${name}>${value.map((each) => toXml(item, each)).join('')}</${name}>`;
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([key, each]) => toXml(/^\d+$/.test(key) ? 'room' : xmlName(key), each));
    return `<${name}>${fields.join('')}</${name}>`;
  }
  return `<${name}><![CDATA[${value ?? ''}]]></${name}>`;
}

/** Two names differ between the formats. */
const xmlName = (key: string) => ({ room_num: 'room_number', partially_available: 'partial_available' })[key] ?? key;

function singular(name: string): string {
  if (name.endsWith('ies')) return `${name.slice(0, -3)}y`;
  return name.endsWith('s') ? name.slice(0, -1) : name;
}
