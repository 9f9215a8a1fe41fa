import type { Property } from '@botones/contract';
import type { Options } from './options.ts';

/** What the widget knows from the start; it is part of `widget.js`. Everything here is public. */
export interface Settings {
  hotel: string;
  /** The default first. */
  languages: string[];
  theme: Options['theme'];
  texts: Record<string, SettingsTexts>;
}

export interface SettingsTexts {
  title: string;
  greeting: string;
  /** Without a payload the title is sent as if typed. */
  quickStarts: { title: string; payload?: string | undefined }[];
  consent: { text: string; link?: { title: string; url: string } | undefined } | null;
}

/** Languages of which the widget has its own strings. */
const SPOKEN = ['es', 'en'];

const greetings: Record<string, (hotel: string) => string> = {
  es: (hotel) => `Le damos la bienvenida a ${hotel}. ¿En qué podemos ayudarle?`,
  en: (hotel) => `Welcome to ${hotel}. How may we help you?`,
};

/** The property's languages that the widget speaks; English where it speaks none. */
export function widgetLanguages(property: Property): string[] {
  const known = property.languages.filter((language) => SPOKEN.includes(language));
  return known.length > 0 ? known : ['en'];
}

export function makeSettings(property: Property, options: Options): Settings {
  const languages = widgetLanguages(property);
  const texts = languages.map((language): [string, SettingsTexts] => [
    language,
    {
      title: options.title[language] ?? property.name,
      greeting: options.greeting[language] ?? greetings[language]?.(property.name) ?? '',
      quickStarts: options.quickStarts[language] ?? [],
      // In any language rather than unsaid.
      consent: options.consent[language] ?? Object.values(options.consent)[0] ?? null,
    },
  ]);
  return { hotel: property.name, languages, theme: options.theme, texts: Object.fromEntries(texts) };
}
