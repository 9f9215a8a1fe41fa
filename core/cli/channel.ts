import type { Channel, Checked } from '@botones/contract';
import { loadConfig } from '../config/index.ts';
import { withChannel } from '../pipeline/channel-aside.ts';
import { readEnvironment } from './environment.ts';
import { fail } from './fail.ts';
import { readArguments } from './read-arguments.ts';

/** The script in package.json names the channel: `node core/cli/channel.ts whatsapp`. */
const [name = 'whatsapp'] = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));

const usage = `The set-up of a channel:

  npm run ${name} -- check     tries it against the platform, and says what is wrong and how to cure it
  npm run ${name} -- connect   asks the owner of the account for consent, where the platform wants it

  --property <id>   of this property alone
  --url <address>   where the bot is reached from outside; PUBLIC_URL without it`;

const CHECK_MS = 60_000;
/** Somebody has to find a browser and a password. */
const CONNECT_MS = 900_000;
const signs: Readonly<Record<Checked['state'], string>> = { ok: 'ok     ', wrong: 'WRONG  ', unknown: '?      ' };

const { values, positionals } = readArguments(usage, {
  allowPositionals: true,
  options: { property: { type: 'string' }, url: { type: 'string' } },
});

await run().catch(fail);

async function run(): Promise<void> {
  const [, command] = positionals;
  if (command !== 'check' && command !== 'connect') throw new RangeError(usage);
  const env = readEnvironment(process.env);
  const config = loadConfig(env.configFolder, process.env);
  const url = values.url ?? env.publicUrl;
  let tried = 0;
  for (const { property } of config.properties) {
    if (values.property !== undefined && values.property !== property.id) continue;
    const target = { property: property.id, channel: name };
    const found = await withChannel(config, env.projectFolder, target, async ({ channel, basePath }) => {
      print(`${property.name}, ${name}`);
      if (command === 'connect') return connect(channel);
      return check(channel, url ? `${url.replace(/\/$/, '')}${basePath}` : null);
    });
    if (found !== null) tried += 1;
  }
  if (tried === 0) {
    const where = values.property === undefined ? 'No property' : `"${values.property}" is no property that`;
    throw new RangeError(`${where} has the channel "${name}" in its YAML.`);
  }
}

async function check(channel: Channel, address: string | null): Promise<true> {
  if (channel.check === undefined) throw new RangeError(`The channel "${name}" has nothing to check.`);
  for (const one of await channel.check(address, AbortSignal.timeout(CHECK_MS))) tell(one);
  return true;
}

async function connect(channel: Channel): Promise<true> {
  if (channel.connect === undefined) throw new RangeError(`The channel "${name}" needs no consent.`);
  await channel.connect(print, AbortSignal.timeout(CONNECT_MS));
  return true;
}

function tell({ what, state, found, cure }: Checked): void {
  print(`  ${signs[state]}${what.padEnd(24)} ${found}`);
  if (cure !== undefined && state !== 'ok') print(`         → ${cure}`);
  if (state === 'wrong') process.exitCode = 1;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
