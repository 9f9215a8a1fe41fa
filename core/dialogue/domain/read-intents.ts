import type { DialogueSource, EntityDeclaration, Piece } from '../../config/config.ts';
import { defaultIntents } from '../../config/rasa/default-intents.ts';
import { label } from './labels-of.ts';

/** By intent, the entity labels that influence the conversation. */
export function readIntents(
  { intents, entities }: Pick<DialogueSource, 'intents' | 'entities'>,
  declared: ReadonlyMap<string, EntityDeclaration>,
): Map<string, ReadonlySet<string>> {
  const silent = new Set(entities.flatMap((piece) => optionsOf(piece, 'influence_conversation', false)));
  const all = [...declared.keys()];
  const everything = new Set([
    ...all.filter((entity) => !silent.has(entity)),
    ...all.flatMap((entity) => partsOf(entity, declared)),
  ]);
  const used = new Map<string, ReadonlySet<string>>([...defaultIntents].map((name) => [name, everything]));
  for (const piece of intents) {
    const { value } = piece;
    if (typeof value === 'string') used.set(value, everything);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, options] of Object.entries(value)) used.set(name, usedBy(options, everything, declared));
    }
  }
  return used;
}

function usedBy(
  options: { use_entities?: unknown; ignore_entities?: unknown } | null,
  everything: ReadonlySet<string>,
  declared: ReadonlyMap<string, EntityDeclaration>,
): ReadonlySet<string> {
  const { use_entities: use = true, ignore_entities: ignore } = options ?? {};
  const included = use === true ? everything : withParts(use, declared);
  return included.difference(withParts(ignore, declared));
}

/** Named entities with their roles and groups; nothing where no list is given. */
function withParts(names: unknown, declared: ReadonlyMap<string, EntityDeclaration>): Set<string> {
  const list = Array.isArray(names) ? names.map(String) : [];
  return new Set(list.flatMap((name) => [name, ...partsOf(name, declared)]));
}

function partsOf(entity: string, declared: ReadonlyMap<string, EntityDeclaration>): string[] {
  const { roles = [], groups = [] } = declared.get(entity) ?? {};
  return [...roles, ...groups].map((part) => label(entity, part));
}

/** Names of the entry below which the option has the value. */
function optionsOf({ value }: Piece, option: string, wanted: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, options]) => (options?.[option] === wanted ? [name] : []));
}
