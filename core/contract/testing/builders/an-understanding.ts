import type { Entity, Understanding } from '../../understanding.ts';

/** A greeting in Spanish, understood beyond doubt. The ranking follows the intent. */
export function anUnderstanding(overrides: Partial<Understanding> = {}): Understanding {
  const { intent = 'greet', confidence = 0.95 } = overrides;
  const ranking = intent === null ? [] : [{ intent, confidence }];
  return { intent, confidence, ranking, entities: [], language: 'es', ...overrides };
}

/** `anEntity('service', 'breakfast')`. */
export function anEntity(entity: string, value: unknown, overrides: Partial<Entity> = {}): Entity {
  return { entity, value, start: 0, end: String(value).length, ...overrides };
}
