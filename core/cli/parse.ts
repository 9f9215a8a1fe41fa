import { loadConfig } from '../config/index.ts';
import { explain } from '../nlu/explain.ts';
import { loadModel } from '../nlu/index.ts';
import { readEnvironment } from './environment.ts';
import { fail } from './fail.ts';
import { readArguments } from './read-arguments.ts';

const usage = `What each component of the pipeline makes of a text:

  npm run parse -- "text"

  --property <id>    whose model; the first property's without it
  --language <tag>   the language of the conversation so far
  --json             everything, as JSON`;

const { values, positionals } = readArguments(usage, {
  options: {
    property: { type: 'string' },
    language: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});

await parse().catch(fail);

async function parse(): Promise<void> {
  const text = positionals.join(' ');
  if (!text) throw new RangeError(usage);
  const env = readEnvironment(process.env);
  const property = values.property ?? loadConfig(env.configFolder, process.env).properties[0]?.property.id ?? '';
  const model = await loadModel(env.modelFolder, property);
  const { understanding, views } = explain(model, text, values.language ?? null);
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ ...understanding, views }, null, 2)}\n`);
    return;
  }
  for (const { component, microseconds, lines } of views) {
    process.stdout.write(
      `${component.padEnd(22)} ${String(Math.round(microseconds)).padStart(5)} µs  ${lines[0] ?? ''}\n`,
    );
    for (const line of lines.slice(1)) process.stdout.write(`${' '.repeat(33)}${line}\n`);
  }
  const { intent, confidence, language } = understanding;
  process.stdout.write(`\n${intent ?? 'no intent'}  ${confidence.toFixed(3)}  (${language})\n`);
}
