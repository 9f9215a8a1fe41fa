import { resolve } from 'node:path';

/** What the environment says, with its defaults; the same for every command. */
export interface Environment {
  readonly configFolder: string;
  readonly dataFolder: string;
  readonly modelFolder: string;
  readonly projectFolder: string;
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly host: string;
  readonly port: number;
  readonly trustProxy: string | null;
  readonly logLevel: string;
}

/** Reads it. @throws RangeError with a sentence, when a value cannot be meant. */
export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  const port = Number(env.PORT || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new RangeError(`PORT must be a number from 0 to 65535, not "${env.PORT}".`);
  }
  return {
    configFolder: resolve(env.BOTONES_CONFIG || 'config'),
    dataFolder: resolve(env.BOTONES_DATA || 'data'),
    modelFolder: resolve(env.BOTONES_MODELS || 'nlp-models'),
    projectFolder: process.cwd(),
    databaseUrl: env.DATABASE_URL || null,
    redisUrl: env.REDIS_URL || null,
    host: env.HOST || '127.0.0.1',
    port,
    trustProxy: env.TRUST_PROXY || null,
    // A person at a terminal wants the address and what goes wrong; a log collector wants everything.
    logLevel: env.LOG_LEVEL || (process.stdout.isTTY ? 'warn' : 'info'),
  };
}
