type Keys = Record<string, unknown>;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const deep = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>((one, key) => (typeof one === 'object' && one !== null ? (one as Keys)[key] : undefined), value);

/** The words that a message shows, top to bottom. */
export function wordsOf(type: string, content: Keys): string {
  const lines: unknown[] = [];
  if (type === 'text') lines.push(content.body);
  else if (type === 'template') lines.push(content.text);
  else if (type === 'reaction') lines.push(content.emoji);
  else if (type === 'location') lines.push(content.name, content.address);
  else if (type === 'contacts') {
    for (const contact of content as unknown as unknown[]) lines.push(deep(contact, 'name', 'formatted_name'));
  } else if (type === 'interactive') {
    lines.push(deep(content, 'header', 'text'), deep(content, 'body', 'text'), deep(content, 'footer', 'text'));
  } else lines.push(content.caption, content.filename);
  return lines
    .map(textOf)
    .filter((line) => line !== '')
    .join('\n');
}

/** What can be tapped, in order. */
export function choicesOf(type: string, content: Keys): { id: string; title: string }[] {
  if (type === 'template') return (content.buttons as { id: string; title: string }[]) ?? [];
  if (type !== 'interactive') return [];
  const buttons = (deep(content, 'action', 'buttons') ?? []) as { reply: { id: string; title: string } }[];
  const sections = (deep(content, 'action', 'sections') ?? []) as { rows: { id: string; title: string }[] }[];
  return [...buttons.map(({ reply }) => reply), ...sections.flatMap(({ rows }) => rows)].map(({ id, title }) => ({
    id,
    title,
  }));
}
