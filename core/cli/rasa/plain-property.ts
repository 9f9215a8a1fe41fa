import type { Property } from '@botones/contract';

/** The least that a property must say, for a bot that knows of no hotel. */
export function plainProperty(name: string, language: string): Property {
  return { id: name, name, timeZone: 'UTC', languages: [language], currency: 'EUR', hours: {} };
}
