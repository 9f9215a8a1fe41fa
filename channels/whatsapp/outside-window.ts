import type { OutsideWindow } from '@botones/contract';
import type { Options } from './options.ts';
import { oneLine, shorten } from './outbound/cut.ts';
import { limits } from './outbound/limits.ts';
import type { Payload, TemplateBody } from './types.ts';

/** The hotel's template, in the guest's language where it is approved in that; with the answer in it where it has room for one. */
export function outsideWindow(payload: Payload, { guest, language }: OutsideWindow, options: Options): Payload | null {
  if (payload.type === 'template') return payload;
  const { outsideWindow: template } = options;
  if (template === undefined) return null;
  const primary = language?.split('-')[0];
  const code = template.languages.find((each) => each.split('_')[0] === primary) ?? template.languages[0];
  if (code === undefined) return null;
  const values = { answer: wordsOf(payload), name: guest.name ?? '' };
  const parameters = template.parameters.map((name) => ({ type: 'text' as const, text: lineOf(values[name]) }));
  const components: TemplateBody[] = parameters.length === 0 ? [] : [{ type: 'body', parameters }];
  return {
    type: 'template',
    template: { name: template.name, language: { code }, ...(components.length > 0 && { components }) },
  };
}

/** What the guest would have read. */
function wordsOf(payload: Payload): string {
  switch (payload.type) {
    case 'text':
      return payload.text.body;
    case 'interactive':
      return payload.interactive.body.text;
    case 'image':
      return payload.image.caption ?? '';
    case 'document':
      return payload.document.caption ?? payload.document.filename ?? '';
    case 'location':
      return [payload.location.name, payload.location.address].filter(Boolean).join(', ');
    default:
      return '';
  }
}

/** Meta takes no line breaks, no tabs and no empty text in a parameter. */
function lineOf(words: string): string {
  return shorten(oneLine(words), limits.parameter) || '…';
}
