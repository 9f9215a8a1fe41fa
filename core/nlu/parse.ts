import type { Parse } from '@botones/contract';

/** A parse that no component has seen yet. */
export function createParse(text: string, language: string, sticky: string | null): Parse {
  return {
    text,
    sticky,
    language,
    clean: text,
    words: [],
    stems: [],
    features: { ids: new Uint32Array(), values: new Float32Array(), size: 0, known: 0 },
    votes: [],
    exact: null,
    notes: {},
    intent: null,
    confidence: 0,
    ranking: [],
    entities: [],
  };
}

/** A parse that can go on along another way; what the former components left is shared, not copied. */
export function forkParse(parse: Parse): Parse {
  const entities = parse.entities.map((entity) => ({ ...entity }));
  return { ...parse, votes: [...parse.votes], entities, notes: { ...parse.notes } };
}
