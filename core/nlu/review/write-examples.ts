import { readFile, rename, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { BotonesError } from '@botones/contract';
import { isMap, isScalar, isSeq, parseDocument, Scalar, type YAMLMap } from 'yaml';
import type { Bot } from '../../config/index.ts';

/**
 * Adds examples to an intent where its others in that language stand, or in the file that declares it. Everything else
 * in the file stays as it is, byte by byte, as long as the intent has examples in the language already.
 * @returns the file written, relative as in the bot's places
 * @throws BotonesError ERR_CONFIG when no file of the bot holds the intent
 */
export async function writeExamples(
  bot: Pick<Bot, 'examples' | 'intents'>,
  intent: string,
  language: string,
  texts: readonly string[],
): Promise<string> {
  const own = bot.examples.filter((example) => example.intent === intent);
  const place =
    own.findLast((example) => example.language === language)?.place ??
    own.at(-1)?.place ??
    bot.intents.get(intent)?.place;
  if (!place)
    throw new BotonesError('ERR_CONFIG', `No file has examples of "${intent}" yet; write the first ones by hand`);
  const file = resolve(place.file);
  const source = await readFile(file, 'utf8');
  const aside = `${file}.${process.pid}.part`;
  await writeFile(aside, addExamples(source, intent, language, texts.map(toExample)));
  await rename(aside, file);
  return place.file;
}

/** Guests' brackets would be read as marks of entities. */
function toExample(text: string): string {
  return text
    .replace(/[[\]{}]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The YAML text with the examples added. */
export function addExamples(source: string, intent: string, language: string, texts: readonly string[]): string {
  const document = parseDocument(source);
  const item = itemsOf(document.get('nlu')).find((one) => one.get('intent') === intent);
  const examples = item?.get('examples', true);
  const block = isMap(examples) ? examples.get(language, true) : examples;
  if (isScalar(block) && block.type === Scalar.BLOCK_LITERAL && block.range) {
    return insertLines(source, block.range[1], texts);
  }
  const added = document.createNode(texts.map((text) => `- ${text}\n`).join(''));
  if (isScalar(added)) added.type = Scalar.BLOCK_LITERAL;
  if (isMap(examples)) examples.set(language, added);
  else if (item) item.set('examples', document.createNode({ [language]: added }));
  else document.addIn(['nlu'], document.createNode({ intent, examples: { [language]: added } }));
  const indentSeq = !/^\w+:[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\n)*- /m.test(source);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false, indentSeq });
}

function itemsOf(nlu: unknown): YAMLMap[] {
  return isSeq(nlu) ? nlu.items.filter((item) => isMap(item)) : [];
}

/** After the last line of the block that ends here, indented as that line is. */
function insertLines(source: string, end: number, texts: readonly string[]): string {
  const before = source.slice(0, end).trimEnd();
  const lastLine = before.slice(before.lastIndexOf('\n') + 1);
  const indent = lastLine.slice(0, lastLine.length - lastLine.trimStart().length);
  const lines = texts.map((text) => `\n${indent}- ${text}`).join('');
  return `${before}${lines}${source.slice(before.length) || '\n'}`;
}
