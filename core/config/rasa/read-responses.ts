import type { Piece, ResponseVariation } from '../config.ts';
import { recordOf } from '../record-of.ts';
import { checkShape } from '../yaml/check-shape.ts';
import { itemsOf } from '../yaml/piece.ts';
import { checkSpoken } from './check-spoken.ts';
import type { Reading, ResponsePart } from './rasa-file.ts';
import { responseNamePattern, responseVariation, type WrittenVariation } from './response-schema.ts';

const tolerant = responseVariation.strip();

/** Reads the variations of one response. One without a readable variation is kept, so that nobody is told that it is missing. */
export function readResponse(name: string, piece: Piece, reading: Reading): ResponsePart {
  const { findings } = reading;
  if (!responseNamePattern.test(name)) {
    findings.fault(piece.place, `"${name}" is not a name of a response`, `call it utter_${name}`);
  }
  const items = itemsOf(piece, findings);
  if (Array.isArray(piece.value) ? items.length === 0 : piece.value === null) {
    findings.fault(piece.place, `${name} says nothing`, 'write "- text: …" below it');
  }
  const variations = items.flatMap((item) => {
    // A key that nobody knows does no harm to the others.
    const written = checkShape(responseVariation, item, findings) ?? tolerant.safeParse(item.value).data;
    return written ? [toVariation(written, item, reading)] : [];
  });
  return { name, variations, place: piece.place };
}

function toVariation(written: WrittenVariation, piece: Piece, reading: Reading): ResponseVariation {
  const { translation = {}, image, channel, condition = [], attachment, custom, elements, metadata, id } = written;
  const buttons = [...(written.buttons ?? []), ...(written.quick_replies ?? [])];
  checkTranslations(written, buttons.length, piece, reading);
  const texts = Object.entries(translation).map(([key, each]) => [key, typeof each === 'string' ? each : each.text]);
  const extras = Object.entries({ attachment, custom, elements, metadata, id }).filter(
    ([, each]) => each !== undefined,
  );
  return {
    text: recordOf([[reading.language, written.text], ...texts].filter(isText)),
    ...(image !== undefined && { image }),
    choices: buttons.map(({ title, payload = title }, index) => {
      const titles = Object.entries(translation).map(([key, each]) => [
        key,
        typeof each === 'string' ? undefined : each.buttons?.[index],
      ]);
      return { payload, title: recordOf([[reading.language, title], ...titles].filter(isText)) };
    }),
    ...(channel !== undefined && { channel }),
    condition: condition.map(({ name, value }) => ({ slot: name, value })),
    extras: recordOf(extras),
    place: piece.place,
  };
}

function checkTranslations(written: WrittenVariation, buttons: number, piece: Piece, reading: Reading): void {
  const { translation = {}, text } = written;
  const under = piece.child('translation');
  checkSpoken(translation, under, reading);
  if (text !== undefined && translation[reading.language] !== undefined) {
    const message = `says it twice in ${reading.language}`;
    reading.findings.fault(under.at([reading.language]), message, 'keep text: for the default language');
  }
  for (const [language, each] of Object.entries(translation)) {
    const titles = typeof each === 'string' ? undefined : each.buttons;
    if (!titles || titles.length === buttons) continue;
    const message = `has ${titles.length} titles for ${buttons} buttons`;
    reading.findings.fault(under.at([language, 'buttons']), message, 'write one title a button, in their order');
  }
}

function isText(entry: (string | undefined)[]): entry is [string, string] {
  return Boolean(entry[1]);
}
