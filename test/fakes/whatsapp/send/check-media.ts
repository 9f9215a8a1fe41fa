import { type Check, type Fields, isObject, notValid, object, text, webUrl } from './fields.ts';

/** `{id}` or `{link}`, never both, and what else the kind allows. */
export function mediaReference(extra: Fields = {}): Check {
  const shape = object({}, { id: text(200), link: webUrl, ...extra });
  return (value, at) => {
    shape(value, at);
    const { id, link } = isObject(value) ? value : {};
    if ((id === undefined) === (link === undefined)) throw notValid(`Param ${at} needs either an id or a link.`);
  };
}
