import type { Property } from '@botones/contract';

interface Tongue {
  readonly language: string;
  readonly property: Property;
}

/** Fills `{name}` in whatever a response is made of. */
export interface Fill {
  text(text: string): string;
  /** Every text inside, at any depth. */
  deep(value: unknown): unknown;
}

/** A text by language: the guest's, else the property's default, else any. */
export function inLanguage(
  texts: Readonly<Record<string, string>>,
  { language, property }: Tongue,
): string | undefined {
  return texts[language] ?? texts[property.languages[0] ?? ''] ?? Object.values(texts)[0];
}

/** `{name}` → its value; `{{x}}` is a literal `{x}`; an unknown name stays as it is. A value may be given by language. */
export function fillWith(values: Readonly<Record<string, unknown>>, tongue: Tongue): Fill {
  const text = (template: string) =>
    template.replace(
      // A JSON payload has braces of its own: a name has no quotes in it.
      /\{\{(.*?)\}\}|\{([^{}\s"':,]+)\}/g,
      (whole, literal: string | undefined, name: string | undefined) =>
        literal === undefined
          ? (show(Object.hasOwn(values, name ?? '') ? values[name ?? ''] : null) ?? whole)
          : `{${literal}}`,
    );
  const show = (value: unknown): string | undefined => {
    if (value === undefined || value === null) return undefined;
    if (Array.isArray(value)) return value.join(', ');
    if (typeof value === 'object') return inLanguage(value as Record<string, string>, tongue);
    return String(value);
  };
  const deep = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(deep);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, deep(below)]));
  };
  return { text, deep };
}
