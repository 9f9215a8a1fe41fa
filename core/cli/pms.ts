import type { SetupProblem } from '@botones/contract';
import { loadConfig } from '../config/index.ts';
import { type PmsAside, withPms } from '../pipeline/pms-aside.ts';
import { readEnvironment } from './environment.ts';
import { fail } from './fail.ts';
import { readArguments } from './read-arguments.ts';

const usage = `The set-up of the PMS:

  npm run pms -- check   tries the account of the bot, and says what is wrong and how to cure it; books nothing

  --property <id>   of this property alone`;

const CHECK_MS = 60_000;

const { values, positionals } = readArguments(usage, {
  allowPositionals: true,
  options: { property: { type: 'string' } },
});

await run().catch(fail);

async function run(): Promise<void> {
  const [command] = positionals;
  if (command !== 'check' || positionals.length > 1) throw new RangeError(usage);
  const env = readEnvironment(process.env);
  const config = loadConfig(env.configFolder, process.env);
  let tried = 0;
  for (const { property } of config.properties) {
    if (values.property !== undefined && values.property !== property.id) continue;
    const found = await withPms(config, env.projectFolder, property.id, async (aside) => {
      print(`${property.name}, ${aside.name}`);
      await check(aside);
      return true;
    });
    if (found !== null) tried += 1;
  }
  if (tried === 0) {
    const where = values.property === undefined ? 'No property' : `"${values.property}" is no property that`;
    throw new RangeError(`${where} has a PMS in its YAML: \`ports: {pms: {use: …}}\`.`);
  }
}

async function check({ pms, lines }: PmsAside): Promise<void> {
  const signal = AbortSignal.timeout(CHECK_MS);
  const problems = await pms.checkSetup(signal).catch((error: unknown) => [unanswered(error)]);
  for (const { operation, problem, cure } of problems) {
    print(`  WRONG  ${operation.padEnd(20)} ${problem}`);
    print(`         → ${cure}`);
    process.exitCode = 1;
  }
  // What the adapter would tell operators is no fault, and worth a look.
  for (const { sentence, fields } of lines) {
    const facts = Object.entries(fields).map(([name, value]) => `${name} ${value}`);
    print(`  ?      ${[sentence, ...facts].join(', ')}`);
  }
  if (problems.length > 0) return;
  for (const { id, name, currency } of await pms.getProperties(signal))
    print(`  ok     hotel ${id}: ${name}, ${currency}`);
}

function unanswered(error: unknown): SetupProblem {
  const { code = 'ERR_UNKNOWN', message = '' } = Object(error) as { code?: string; message?: string };
  return {
    operation: 'checkSetup',
    problem: `${code}: ${message}`,
    cure: 'look whether the PMS can be reached from here',
  };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
