import type { z } from 'zod';
import type { Piece } from '../config.ts';
import type { Findings } from '../findings.ts';
import { checkKeys, salvageShape } from '../yaml/check-shape.ts';
import { emptyPiece } from '../yaml/piece.ts';
import { parseDays } from './hours.ts';
import { commonDays } from './hours-schema.ts';
import { type Settings, settingsKeys, settingsSchema } from './settings-schema.ts';

/** The settings of one `botones.yml`. */
export interface SettingsLayer {
  readonly settings: Settings;
  readonly piece: Piece;
}

/** Reads the keys of `botones.yml` that are not Rasa's; a section that is wrong is left out, its faults are told. */
export function readSettings(piece: Piece, findings: Findings): SettingsLayer {
  const sections = settingsKeys.flatMap((key) => {
    const section = piece.child(key);
    if (section.value === undefined || section.value === null) return [];
    const schema: z.ZodType = settingsSchema.shape[key];
    const value = salvageShape(schema, section, findings);
    return value === null ? [] : [[key, value] as const];
  });
  checkHoursKeys(piece.child('property').child('hours'), findings);
  return { settings: Object.fromEntries(sections) as Settings, piece };
}

/** Told apart from the schema, which knows no end of day ranges and stops at the first wrong value. */
function checkHoursKeys(hours: Piece, findings: Findings): void {
  for (const service of Object.keys(hours.value ?? {}).map((name) => hours.child(name))) {
    if (typeof service.value !== 'object' || Array.isArray(service.value)) continue;
    const wrong = Object.keys(service.value ?? {}).filter((key) => !parseDays(key));
    checkKeys(service, wrong, ['title', 'exceptions', ...commonDays], findings);
  }
}

/** This in the topmost layer that has it, else where the topmost layer would have it. */
export function pieceIn(layers: readonly SettingsLayer[], path: readonly string[]): Piece {
  const found = layers.toReversed().map(({ piece }) => path.reduce<Piece>((above, key) => above.child(key), piece));
  return found.find(({ value }) => value !== undefined) ?? found[0] ?? emptyPiece('botones.yml');
}
