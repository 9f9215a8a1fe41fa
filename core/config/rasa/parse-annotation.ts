import type { Entity } from '@botones/contract';
import { didYouMean } from '../yaml/suggest.ts';

/** An example without its marks. */
export interface Annotated {
  readonly text: string;
  /** Ranges count in `text`. */
  readonly entities: readonly Entity[];
  /** Marks that could not be read. */
  readonly problems: readonly { readonly message: string; readonly cure: string }[];
}

type Mark = Pick<Entity, 'entity' | 'value' | 'role' | 'group'>;

const annotation =
  /\[(?<words>[^[\]]+)\](?:\((?<type>[^():]+)(?::(?<value>[^()]+))?\)|(?<object>\{[^{}]*\})|\[(?<list>\s*\{[^[\]]*\}\s*)\])/g;
const markKeys = ['entity', 'value', 'role', 'group'];
const forms = 'write [words](entity) or [words]{"entity": "…", "value": "…", "role": "…", "group": "…"}';

/** Reads Rasa's marks: `[text](type)`, `[text](type:value)`, `[text]{json}` and `[text][{json}, {json}]`. */
export function parseAnnotation(marked: string): Annotated {
  const problems: Annotated['problems'][number][] = [];
  const entities: Entity[] = [];
  let text = '';
  let read = 0;
  for (const match of marked.matchAll(annotation)) {
    const { words = '', type, value, object, list } = match.groups ?? {};
    text += marked.slice(read, match.index);
    read = match.index + match[0].length;
    const marks = type
      ? [{ entity: type.trim(), value: value?.trim() ?? words }]
      : parseMarks(`[${object ?? list}]`, words, problems);
    const range = { start: text.length, end: text.length + words.length };
    entities.push(...marks.map((mark) => ({ ...mark, ...range })));
    text += words;
  }
  text += marked.slice(read);
  if (/\]\s*[({]|\]\[\s*\{/.test(text))
    problems.push({ message: 'has a mark that is not closed or nested', cure: forms });
  return { text, entities, problems };
}

function parseMarks(json: string, words: string, problems: { message: string; cure: string }[]): Mark[] {
  let marks: unknown;
  try {
    marks = JSON.parse(json);
  } catch {
    problems.push({ message: `the mark ${json.slice(1, -1)} is not JSON`, cure: forms });
    return [];
  }
  return (marks as Record<string, unknown>[]).flatMap((mark) => {
    for (const key of Object.keys(mark).filter((each) => !markKeys.includes(each))) {
      problems.push({ message: `unknown key "${key}" in a mark`, cure: didYouMean(key, markKeys, forms) });
    }
    if (typeof mark.entity !== 'string' || mark.entity === '') {
      problems.push({ message: `the mark of "${words}" names no entity`, cure: forms });
      return [];
    }
    const { entity, value = words, role, group } = mark;
    return [
      { entity, value, ...(role != null && { role: String(role) }), ...(group != null && { group: String(group) }) },
    ];
  });
}
