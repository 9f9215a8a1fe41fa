import type { Checked } from '@botones/contract';
import { loadConfig } from '../config/index.ts';
import { withChannel } from '../pipeline/channel-aside.ts';
import { readEnvironment } from './environment.ts';
import { fail } from './fail.ts';
import { readArguments } from './read-arguments.ts';

/** The script in package.json names the channel: `node core/cli/channel.ts whatsapp`. */
const [name = 'whatsapp'] = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));

const usage = `Tries the set-up of the channel against its platform, and says what is wrong and how to cure it:

  npm run ${name} -- check

  --property <id>   of this property alone
  --url <address>   where the bot is reached from outside; PUBLIC_URL without it`;

const DEADLINE_MS = 60_000;
const signs: Readonly<Record<Checked['state'], string>> = { ok: 'ok     ', wrong: 'WRONG  ', unknown: '?      ' };

const { values, positionals } = readArguments(usage, {
  allowPositionals: true,
  options: { property: { type: 'string' }, url: { type: 'string' } },
});

await check().catch(fail);

async function check(): Promise<void> {
  if (positionals[1] !== 'check') throw new RangeError(usage);
  const env = readEnvironment(process.env);
  const config = loadConfig(env.configFolder, process.env);
  const url = values.url ?? env.publicUrl;
  let tried = 0;
  for (const { property } of config.properties) {
    if (values.property !== undefined && values.property !== property.id) continue;
    const target = { property: property.id, channel: name };
    const found = await withChannel(config, env.projectFolder, target, ({ channel, basePath }) => {
      if (channel.check === undefined) throw new RangeError(`The channel "${name}" has nothing to check.`);
      const address = url ? `${url.replace(/\/$/, '')}${basePath}` : null;
      return channel.check(address, AbortSignal.timeout(DEADLINE_MS));
    });
    if (found === null) continue;
    tried += 1;
    print(`${property.name}, ${name}`);
    for (const one of found) tell(one);
  }
  if (tried === 0) {
    const where = values.property === undefined ? 'No property' : `"${values.property}" is no property that`;
    throw new RangeError(`${where} has the channel "${name}" in its YAML.`);
  }
}

function tell({ what, state, found, cure }: Checked): void {
  print(`  ${signs[state]}${what.padEnd(24)} ${found}`);
  if (cure !== undefined && state !== 'ok') print(`         → ${cure}`);
  if (state === 'wrong') process.exitCode = 1;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
