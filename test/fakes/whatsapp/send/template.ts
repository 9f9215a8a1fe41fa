import { GraphError } from '../graph-error.ts';

/** A template as the hotel had it approved. */
export interface Template {
  name: string;
  language: string;
  category?: 'UTILITY' | 'MARKETING' | 'AUTHENTICATION';
  status?: 'APPROVED' | 'PENDING' | 'REJECTED' | 'PAUSED' | 'DISABLED';
  /** With `{{1}}` or `{{guest_name}}` for what is filled in. */
  header?: string;
  body: string;
  /** A URL with `{{1}}` at its end takes one parameter; a quick reply takes a payload if the sender likes. */
  buttons?: readonly { type: 'QUICK_REPLY' | 'URL'; text: string; url?: string }[];
}

interface Component {
  type: 'header' | 'body' | 'button';
  sub_type?: string;
  index?: unknown;
  parameters?: { type: string; text?: unknown; parameter_name?: string }[];
}

/** Fills a template in as the guest will read it, or throws what Meta would answer. */
export function fillTemplate(templates: readonly Template[], content: Record<string, unknown>): string {
  const {
    name,
    language,
    components = [],
  } = content as {
    name: string;
    language: { code: string };
    components?: Component[];
  };
  const template = templates.find((one) => one.name === name && one.language === language.code);
  if (!template || !['APPROVED', 'PAUSED', 'DISABLED', undefined].includes(template.status)) {
    throw new GraphError(132001, { details: `template name (${name}) does not exist in ${language.code}` });
  }
  if (template.status === 'PAUSED') throw new GraphError(132015, { details: 'Template is paused due to low quality.' });
  if (template.status === 'DISABLED') throw new GraphError(132016, { details: 'Template is disabled for good.' });
  const of = (type: string) => components.find((one) => one.type === type)?.parameters ?? [];
  const header = fill(template.header ?? '', of('header'), 'header');
  const text = fill(template.body, of('body'), 'body');
  if ([...text].length > 1024) throw new GraphError(132005, { details: 'Translated text too long.' });
  checkButtons(template, components);
  return [header, text].filter((part) => part !== '').join('\n');
}

function fill(text: string, parameters: NonNullable<Component['parameters']>, where: string): string {
  const wanted = [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? ''))];
  if (parameters.length !== wanted.length) {
    const details = `${where}: number of localizable_params (${parameters.length}) does not match the expected number of params (${wanted.length})`;
    throw new GraphError(132000, { details });
  }
  const named = wanted.some((name) => !/^\d+$/.test(name));
  const values = new Map(
    parameters.map((parameter, index) => [named ? parameter.parameter_name : String(index + 1), parameter]),
  );
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values.get(name);
    if (value?.type !== 'text' || typeof value.text !== 'string') {
      throw new GraphError(132012, { details: `${where}: parameter ${name} is missing or no text.` });
    }
    if (value.text.trim() === '') throw new GraphError(131008, { details: `${where}: parameter ${name} has no text.` });
    if (/[\n\t]| {5}/.test(value.text)) {
      const details = 'Param text cannot have new-line/tab characters or more than 4 consecutive spaces';
      throw new GraphError(132018, { details });
    }
    return value.text;
  });
}

function checkButtons({ buttons = [] }: Template, components: readonly Component[]): void {
  const given = components.filter(({ type }) => type === 'button');
  for (const { sub_type, index } of given) {
    const button = buttons[Number(index)];
    const kind = button?.type.toLowerCase();
    if (!button || kind !== sub_type) {
      throw new GraphError(132012, { details: `buttons: there is no ${sub_type} button at index ${index}.` });
    }
  }
  for (const [index, { type, url }] of buttons.entries()) {
    const one = given.find((component) => Number(component.index) === index);
    const wanted = type === 'URL' && url?.includes('{{') ? 1 : 0;
    const count = one?.parameters?.length ?? 0;
    if (count < wanted || count > 1) {
      throw new GraphError(132000, { details: `buttons: button ${index} needs ${wanted} parameters, not ${count}.` });
    }
  }
}
