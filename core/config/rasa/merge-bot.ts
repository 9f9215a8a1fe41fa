import type { Bot, DialogueSource, EntityDeclaration, Piece } from '../config.ts';
import type { Findings } from '../findings.ts';
import { recordOf } from '../record-of.ts';
import { mergeIntents } from './merge-intents.ts';
import type { ListPart, RasaFile, ResponsePart, SynonymPart } from './rasa-file.ts';

/**
 * Joins files into one bot. Each layer lies over the former: what it names anew replaces that of the same name, the
 * examples of an intent included; rules and stories add up. `languages`: only their examples are kept; null keeps all.
 */
export function mergeBot(
  layers: readonly (readonly RasaFile[])[],
  languages: readonly string[] | null,
  findings: Findings,
): Bot {
  return {
    intents: mergeIntents(layers, findings),
    examples: mergeExamples(layers).filter(({ language }) => languages?.includes(language) ?? true),
    synonyms: mergeSynonyms(layers, findings),
    regexes: mergeLists(layers.map((files) => files.flatMap((file) => file.regexes))),
    lookups: mergeLists(layers.map((files) => files.flatMap((file) => file.lookups))),
    entities: mergeEntities(layers.flat()),
    responses: mergeResponses(layers, findings),
    dialogue: mergeDialogue(layers),
  };
}

function mergeExamples(layers: readonly (readonly RasaFile[])[]): Bot['examples'] {
  return layers.reduce<Bot['examples']>((below, files) => {
    const own = files.flatMap((file) => file.examples);
    const renewed = new Set(own.map(({ intent }) => intent));
    return [...below.filter(({ intent }) => !renewed.has(intent)), ...own];
  }, []);
}

function mergeSynonyms(layers: readonly (readonly RasaFile[])[], findings: Findings): Record<string, string> {
  const merged = new Map<string, string>();
  for (const files of layers) {
    const own = new Map<string, SynonymPart>();
    for (const part of files.flatMap((file) => file.synonyms)) {
      const first = own.get(part.variant);
      if (!first) own.set(part.variant, part);
      if (!first || first.value === part.value) continue;
      const message = `"${part.variant}" stands for "${part.value}" here, for "${first.value}" in ${at(first)}`;
      findings.warn(part.place, message, 'keep one; the first is used');
    }
    for (const { variant, value } of own.values()) merged.set(variant, value);
  }
  return recordOf(merged);
}

function mergeLists(layers: readonly (readonly ListPart[])[]): Record<string, readonly string[]> {
  const merged = new Map<string, readonly string[]>();
  for (const parts of layers) {
    for (const [name, same] of Map.groupBy(parts, (part) => part.name)) {
      merged.set(name, [...new Set(same.flatMap((part) => part.values))]);
    }
  }
  return recordOf(merged);
}

function mergeEntities(files: readonly RasaFile[]): Map<string, EntityDeclaration> {
  const byName = Map.groupBy(
    files.flatMap((file) => file.entities),
    ({ name }) => name,
  );
  return new Map(
    [...byName].map(([name, same]) => [
      name,
      {
        name,
        roles: [...new Set(same.flatMap((each) => each.roles))],
        groups: [...new Set(same.flatMap((each) => each.groups))],
      },
    ]),
  );
}

function mergeResponses(layers: readonly (readonly RasaFile[])[], findings: Findings): Bot['responses'] {
  const merged = new Map<string, ResponsePart>();
  for (const files of layers) {
    const own = new Map<string, ResponsePart>();
    for (const part of files.flatMap((file) => file.responses)) {
      const first = own.get(part.name);
      if (!first) own.set(part.name, part);
      else findings.fault(part.place, `${part.name} is written already in ${at(first)}`, 'join the two, or rename one');
    }
    for (const [name, part] of own) merged.set(name, part);
  }
  return new Map([...merged].map(([name, { variations }]) => [name, variations]));
}

function mergeDialogue(layers: readonly (readonly RasaFile[])[]): DialogueSource {
  const parts = layers.flat().map((file) => file.dialogue);
  const sessionConfigs = layers.map((files) => files.flatMap((file) => file.dialogue.sessionConfigs));
  const all = (key: 'intents' | 'entities' | 'actions' | 'rules' | 'stories' | 'testStories'): Piece[] =>
    parts.flatMap((part) => part[key]);
  return {
    intents: all('intents'),
    entities: all('entities'),
    slots: new Map(parts.flatMap((part) => part.slots)),
    forms: new Map(parts.flatMap((part) => part.forms)),
    actions: all('actions'),
    sessionConfig: sessionConfigs.findLast((found) => found.length > 0)?.[0] ?? null,
    rules: all('rules'),
    stories: all('stories'),
    testStories: all('testStories'),
  };
}

function at({ place }: SynonymPart | ResponsePart): string {
  return `${place.file}:${place.line}`;
}
