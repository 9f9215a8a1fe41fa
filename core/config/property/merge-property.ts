import type { Property, ServiceHours } from '@botones/contract';
import type { Findings } from '../findings.ts';
import { recordOf } from '../record-of.ts';
import { byLanguage } from '../words.ts';
import { suggest } from '../yaml/suggest.ts';
import { pieceIn, type SettingsLayer } from './read-settings.ts';

/** Stands for what is missing while the other faults are looked for; never leaves `loadConfig`. */
const unknown = { timeZone: 'UTC', currency: 'XXX', language: 'und' } as const;

const required = {
  name: 'the name that guests know',
  timeZone: 'Europe/Madrid or the like',
  languages: 'what the bot speaks, the default first: [es, en]',
  currency: 'EUR or the like',
} as const;

/** Joins `property:` of the layers, gives defaults, and tells what is missing, also in one of the languages. */
export function mergeProperty(layers: readonly SettingsLayer[], folderId: string | null, findings: Findings): Property {
  const {
    hours: _hours,
    directions: _directions,
    ...given
  } = Object.assign({}, ...layers.map(({ settings }) => settings.property));
  for (const [key, wanted] of Object.entries(required)) {
    if (!layers.some((layer) => wasTried(key, layer)))
      findings.fault(pieceIn(layers, ['property', key]).place, 'is missing', `add it: ${wanted}`);
  }
  const name: string = given.name ?? 'hotel';
  const languages = languagesOf(layers);
  const directions = mergeDirections(layers);
  if (directions) reportMissing(directions, languages, layers, ['property', 'directions'], findings);
  return {
    timeZone: unknown.timeZone,
    currency: unknown.currency,
    ...given,
    id: layers.at(-1)?.settings.property?.id ?? folderId ?? slugOf(name),
    name,
    languages,
    hours: mergeHours(layers, findings),
    ...(directions && { directions }),
  };
}

/** The languages that the topmost layer leaves, the default first; none where they are missing or wrong. */
export function languagesOf(layers: readonly SettingsLayer[]): readonly string[] {
  return layers.findLast(({ settings }) => settings.property?.languages)?.settings.property?.languages ?? [];
}

/** Whether the key is written there, be it with a wrong value or misspelt: that has been told. */
function wasTried(key: string, { piece }: SettingsLayer): boolean {
  return Object.keys(piece.child('property').value ?? {}).some((written) => suggest(written, [key]) !== null);
}

function mergeDirections(layers: readonly SettingsLayer[]): Record<string, string> | undefined {
  const index = layers.findLastIndex(({ settings }) => settings.property?.directions);
  const directions = layers[index]?.settings.property?.directions;
  return directions === undefined ? undefined : byLanguage(directions, defaultLanguage(layers, index));
}

function mergeHours(layers: readonly SettingsLayer[], findings: Findings): Record<string, ServiceHours> {
  const services = new Map<string, ServiceHours>();
  layers.forEach(({ settings }, index) => {
    for (const [name, { title, week, exceptions }] of Object.entries(settings.property?.hours ?? {})) {
      services.set(name, { title: byLanguage(title, defaultLanguage(layers, index)), week, exceptions });
    }
  });
  const languages = languagesOf(layers);
  return recordOf(
    [...services].map(([name, service]): [string, ServiceHours] => {
      const path = ['property', 'hours', name, 'title'];
      if (Object.keys(service.title).length > 0) {
        reportMissing(service.title, languages, layers, path, findings);
        return [name, service];
      }
      const title = name.replace(/[-_]/g, ' ');
      findings.warn(
        pieceIn(layers, path).place,
        `guests will read "${title}"`,
        `add title: {${languages.join(': …, ')}: …}`,
      );
      return [name, { ...service, title: recordOf(languages.map((each) => [each, title] as const)) }];
    }),
  );
}

function reportMissing(
  texts: Readonly<Record<string, string>>,
  languages: readonly string[],
  layers: readonly SettingsLayer[],
  path: readonly string[],
  findings: Findings,
): void {
  for (const missing of languages.filter((each) => !texts[each])) {
    findings.fault(pieceIn(layers, path).place, `has no text in ${missing}`, `add ${missing}: … to it`);
  }
}

/** A plain text is in the default language of the layer that wrote it, whatever a property above it speaks. */
function defaultLanguage(layers: readonly SettingsLayer[], index: number): string {
  return languagesOf(layers.slice(0, index + 1))[0] ?? unknown.language;
}

function slugOf(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'hotel';
}
