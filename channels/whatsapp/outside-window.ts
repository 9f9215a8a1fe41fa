import type { OutsideWindow } from '@botones/contract';
import type { Options } from './options.ts';
import type { Payload } from './types.ts';

/** The hotel's template, in the guest's language where it is approved in that. */
export function outsideWindow(payload: Payload, { language }: OutsideWindow, options: Options): Payload | null {
  if (payload.type === 'template') return payload;
  const { outsideWindow: template } = options;
  if (template === undefined) return null;
  const primary = language?.split('-')[0];
  const code = template.languages.find((each) => each.split('_')[0] === primary) ?? template.languages[0];
  return code === undefined ? null : { type: 'template', template: { name: template.name, language: { code } } };
}
