/** A header with its name as the sender wrote it; the value is unfolded, encoded words are not yet read. */
export interface Header {
  name: string;
  value: string;
}

/** Splits a mail, or a part of one, at its first empty line. Bytes of old mails that are no UTF-8 are taken as Latin-1. */
export function splitEntity(bytes: Buffer): { headers: Header[]; body: Buffer } {
  let end = bytes.length;
  let start = bytes.length;
  if (bytes[0] === 10 || (bytes[0] === 13 && bytes[1] === 10)) {
    end = 0;
    start = bytes[0] === 10 ? 1 : 2;
  } else {
    const empty = firstEmptyLine(bytes);
    if (empty) [end, start] = empty;
  }
  return { headers: readHeaders(textOf(bytes.subarray(0, end))), body: bytes.subarray(start) };
}

function firstEmptyLine(bytes: Buffer): [end: number, start: number] | null {
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) {
    if (bytes[at + 1] === 10) return [at + 1, at + 2];
    if (bytes[at + 1] === 13 && bytes[at + 2] === 10) return [at + 1, at + 3];
  }
  return null;
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

function readHeaders(text: string): Header[] {
  const headers: Header[] = [];
  for (const line of text.split(/\r?\n/)) {
    const last = headers.at(-1);
    if (/^[ \t]/.test(line) && last) last.value += ` ${line.trim()}`;
    else {
      const colon = line.indexOf(':');
      if (colon > 0) headers.push({ name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() });
    }
  }
  return headers;
}

/** The first header of this name, with encoded words read. */
export function headerOf(headers: readonly Header[], name: string): string | undefined {
  const found = headers.find((header) => header.name.toLowerCase() === name.toLowerCase());
  return found && readWords(found.value);
}

/** Reads `=?utf-8?B?…?=` (RFC 2047). What it cannot read stays as it is. */
export function readWords(value: string): string {
  const joined = value.replace(/(=\?[^?\s]+\?[bq]\?[^?\s]*\?=)\s+(?==\?)/gi, '$1');
  // Neighbours in one charset are joined as bytes first: senders cut characters in two.
  return joined.replace(/(?:=\?([^?\s]+)\?([bq])\?([^?\s]*)\?=)+/gi, (run) => {
    let text = '';
    let bytes: Buffer[] = [];
    let charset = '';
    for (const [, name = '', kind = '', body = ''] of run.matchAll(/=\?([^?\s]+)\?([bq])\?([^?\s]*)\?=/gi)) {
      if (charset && charset.toLowerCase() !== name.toLowerCase()) {
        text += decodeText(Buffer.concat(bytes), charset);
        bytes = [];
      }
      charset = name;
      bytes.push(kind.toLowerCase() === 'b' ? Buffer.from(body, 'base64') : unquote(body.replaceAll('_', ' ')));
    }
    return text + decodeText(Buffer.concat(bytes), charset);
  });
}

/** The bytes of quoted-printable text without soft breaks. */
export function unquote(text: string): Buffer {
  return Buffer.from(
    text.replace(/=([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}

/** Text in any charset that browsers know; others as UTF-8. */
export function decodeText(bytes: Buffer, charset: string): string {
  // A language may follow: `utf-8*en`.
  const label = charset.split('*')[0] ?? '';
  for (const one of [label, 'utf-8']) {
    try {
      return new TextDecoder(one).decode(bytes);
    } catch {}
  }
  return bytes.toString('latin1');
}

/** `text/plain; charset="utf-8"` → the value and its parameters, with RFC 2231 forms read. */
export function readParameters(value: string): { value: string; parameters: Map<string, string> } {
  const parameters = new Map<string, string>();
  const pieces = new Map<string, string[]>();
  for (const [, rawName = '', quoted, plain = ''] of value.matchAll(
    /;\s*([^=\s;]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/g,
  )) {
    const text = quoted === undefined ? plain : quoted.replace(/\\(.)/g, '$1');
    const [, name = '', index, star] = /^([^*]+)(?:\*(\d+))?(\*)?$/.exec(rawName.toLowerCase()) ?? [];
    if (index !== undefined || star) {
      const list = pieces.get(name) ?? [];
      list[Number(index ?? 0)] = star ? text : encodeURIComponent(text);
      pieces.set(name, list);
    } else parameters.set(name, readWords(text));
  }
  for (const [name, list] of pieces) {
    const [, charset = 'utf-8', rest = ''] = /^(?:([^']*)'[^']*')?(.*)$/s.exec(list.join('')) ?? [];
    const bytes = unquote(rest.replace(/%([0-9a-f]{2})/gi, '=$1'));
    parameters.set(name, decodeText(bytes, charset));
  }
  return { value: (value.split(';')[0] ?? '').trim().toLowerCase(), parameters };
}
