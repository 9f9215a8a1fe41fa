import { isIP } from 'node:net';
import { resolve } from 'node:path';

/** What the environment says, with its defaults; the same for every command. */
export interface Environment {
  readonly configFolder: string;
  readonly dataFolder: string;
  readonly modelFolder: string;
  /** Of messages that training never sees; a file or a folder, which need not be there. */
  readonly tests: string;
  readonly projectFolder: string;
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly host: string;
  readonly port: number;
  readonly trustProxy: string | null;
  readonly publicUrl: string;
  /** What whoever reads `/metrics` must bring. */
  readonly metricsToken: string | null;
  readonly logLevel: string;
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** Reads it. @throws RangeError with a sentence, when a value cannot be meant. */
export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  const port = Number(env.PORT || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new RangeError(`PORT must be a number from 0 to 65535, not "${env.PORT}".`);
  }
  if (env.LOG_LEVEL && !logLevels.includes(env.LOG_LEVEL)) {
    throw new RangeError(`LOG_LEVEL is one of ${logLevels.join(', ')}, not "${env.LOG_LEVEL}".`);
  }
  if (env.REDIS_URL && !/^rediss?:\/\//.test(env.REDIS_URL)) {
    throw new RangeError('REDIS_URL must begin with redis:// or rediss://.');
  }
  if (env.PUBLIC_URL && !/^https?:\/\/[^/?#\s]+(\/[^?#\s]*)?$/.test(env.PUBLIC_URL)) {
    throw new RangeError('PUBLIC_URL must be an address like https://chat.example.com, without ? and #.');
  }
  if (env.TRUST_PROXY && !isTrust(env.TRUST_PROXY)) {
    throw new RangeError(
      `TRUST_PROXY is true, a number of proxies, or their addresses (10.0.0.0/8, loopback), not "${env.TRUST_PROXY}".`,
    );
  }
  if (env.METRICS_TOKEN && !/^[\x21-\x7e]{16,}$/.test(env.METRICS_TOKEN)) {
    throw new RangeError(
      'METRICS_TOKEN must have 16 characters at least, without spaces: openssl rand -hex 24 makes one.',
    );
  }
  return {
    configFolder: resolve(env.BOTONES_CONFIG || 'config'),
    dataFolder: resolve(env.BOTONES_DATA || 'data'),
    modelFolder: resolve(env.BOTONES_MODELS || 'nlp-models'),
    tests: env.BOTONES_TESTS || 'test/data',
    projectFolder: process.cwd(),
    databaseUrl: env.DATABASE_URL || null,
    redisUrl: env.REDIS_URL || null,
    host: env.HOST || '127.0.0.1',
    port,
    trustProxy: env.TRUST_PROXY || null,
    metricsToken: env.METRICS_TOKEN || null,
    publicUrl: (env.PUBLIC_URL || '').replace(/\/+$/, ''),
    // A person at a terminal wants the address and what goes wrong; a log collector wants everything.
    logLevel: env.LOG_LEVEL || (process.stdout.isTTY ? 'warn' : 'info'),
  };
}

/** What Express takes for `trust proxy`. */
function isTrust(value: string): boolean {
  return /^(true|\d+)$/.test(value) || value.split(',').every((part) => isAddresses(part.trim()));
}

function isAddresses(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [, address = '', prefix = '1'] = /^([^/]+)(?:\/(\d+))?$/.exec(text) ?? [];
  const bits = { 4: 32, 6: 128 }[isIP(address)] ?? 0;
  return Number(prefix) >= 1 && Number(prefix) <= bits;
}
