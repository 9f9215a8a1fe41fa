/** `{hotel_ari: {id_hotel: 1}}` → the body of a request. A list repeats its element. */
export function xml(value: Node): string {
  return `<qloapps>${inner(value)}</qloapps>`;
}

export type Node = string | number | { readonly [name: string]: Node | readonly Node[] };

function inner(node: Node): string {
  if (typeof node !== 'object') return escaped(String(node));
  return Object.entries(node)
    .flatMap(([name, value]) => [value].flat().map((each) => `<${name}>${inner(each as Node)}</${name}>`))
    .join('');
}

const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Without the characters that XML 1.0 has no form for. */
function escaped(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those that are not allowed
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replace(/[&<>]/g, (sign) => named[sign] ?? '');
}
