import type { HttpRequest } from '@botones/contract';
import { type Grounds, openGrounds } from './bot/grounds.ts';
import { lendGrounds } from './bot/lend.ts';
import { type OpenProperty, openProperty } from './bot/open-property.ts';
import { openWork } from './bot/open-work.ts';
import type { Bot, BotOptions } from './bot/options.ts';
import { pollChannels } from './bot/poll-channels.ts';
import { openTakeIn, type TakeIn } from './bot/take-in.ts';
import { createTasks, crontab } from './bot/tasks.ts';
import { openLine } from './delivery/line.ts';
import { startListening } from './delivery/listening.ts';
import { type News, openNews } from './delivery/news.ts';
import { startWorker, type Worker } from './delivery/worker.ts';
import type { MountedChannel } from './http/channel.ts';
import { startHttp } from './http/server.ts';
import { type Jobs, openJobs, startJobs } from './jobs/jobs.ts';
import { openStoredCandidates } from './nlu/index.ts';
import { type PropertyPlugins, setUpProperty } from './pipeline/set-up-property.ts';
import { warmPms } from './pipeline/warm-pms.ts';
import type { Database } from './store/database.ts';
import { readPublicMedia } from './store/media.ts';
import { createTroubles, type Troubled } from './telemetry/troubles.ts';

// The blueprint gives 10 s from SIGTERM to the end; what a turn has not finished by then, the next process does.
// Readers of streams may take 1 s before it, and jobs 1 s behind it.
const DRAIN_MS = 6_000;
const POLL_MS = 200;
const CONCURRENCY = 64;

/** The composition root: with the folder of its name, the one place that sees all rooms and joins them. */
export async function startBot(options: BotOptions): Promise<Bot> {
  const { config, role } = options;
  const grounds = await openGrounds(options);
  const { database, limits, metrics, logger, wake } = grounds;
  const takesIn = role !== 'worker';
  const lent = lendGrounds(grounds);
  const plugins: PropertyPlugins[] = [];
  for (const [index, property] of config.properties.entries())
    plugins.push(await setUpProperty(property, index === 0, lent));

  let worker: Worker | null = null;
  const troubled = createTroubles(limits, metrics, logger);
  const news = openPlatformNews(grounds, plugins, troubled, (ids) => worker?.nudge(ids));
  const answering = role === 'web' ? null : await startAnswering(grounds, plugins, news, troubled);
  worker = answering?.worker ?? null;
  const jobs = answering?.jobs ?? (await openJobs(database));
  grounds.jobsOpened(jobs);

  const takeIn = openTakeIn(grounds, {
    plugins,
    news,
    stored(ids, arrivals) {
      const isFull = !worker?.hasRoom();
      // Full or not, it queues them here: who waits for the first hand that is free must not be forgotten by this one.
      worker?.nudge(ids, arrivals);
      if (isFull) wake.callForHelp();
    },
  });
  const web = await openWeb(grounds, takesIn ? plugins : [], takeIn);
  const polling = takesIn ? pollChannels(grounds, plugins, takeIn) : [];

  return {
    port: web.port,
    home: web.home,
    line: (channel, guest) => openFirstLine(grounds, plugins, takeIn, channel, guest),
    async stop() {
      await Promise.all([web.close(), ...polling.map((poll) => poll.stop())]);
      news.stop();
      await worker?.stop(DRAIN_MS);
      await jobs.stop();
      await answering?.close();
      for (const set of plugins) await set.close();
      await takeIn.close();
      await grounds.close();
    },
  };
}

/** What platforms tell besides messages, joined to those who act on it. */
function openPlatformNews(
  { database, metrics, wake, callPeople, failed }: Grounds,
  plugins: readonly PropertyPlugins[],
  troubled: Troubled,
  nudge: (conversationIds: string[]) => void,
): News {
  const byId = new Map(plugins.map((set) => [set.config.property.id, set]));
  return openNews({
    database,
    channelOf: ({ property, channel }) => byId.get(property)?.channels.get(channel)?.channel,
    call: callPeople,
    freed(ids) {
      nudge(ids);
      wake.callForHelp();
    },
    undelivered: (kind) => metrics.undelivered.inc({ kind }),
    trouble: ({ property, channel }, { code }) => troubled({ property, channel, code }),
    failed: failed('What a platform told could not be noted'),
  });
}

interface Answering {
  readonly worker: Worker;
  readonly jobs: Jobs;
  close(): Promise<void>;
}

/** Everything of a process that answers: models, doors, jobs, and the worker over them. */
async function startAnswering(
  grounds: Grounds,
  plugins: readonly PropertyPlugins[],
  news: News,
  troubled: Troubled,
): Promise<Answering> {
  const { options, database, logger, wake, failed } = grounds;
  const properties: OpenProperty[] = [];
  for (const set of plugins) properties.push(await openProperty(grounds, set, troubled));
  const candidates = openStoredCandidates(database);
  const work = openWork(grounds, properties, candidates);
  const stopWarming = warmCaches(grounds, plugins);
  const jobs =
    options.runsJobs === false
      ? await openJobs(database)
      : await startJobs(database, createTasks(grounds, { properties, candidates, news }), crontab);
  const worker = startWorker({
    session: () => database.session('ledger', { pipeline: true }),
    serves: plugins.flatMap(({ config, channels }) =>
      [...channels.keys()].map((name) => `${config.property.id}/${name}`),
    ),
    work,
    concurrency: options.concurrency ?? CONCURRENCY,
    pollMs: POLL_MS,
    elsewhere: () => wake.callForHelp(),
    failed: failed('A conversation could not be served and is tried again'),
    waits({ seconds, cause }) {
      const { code } = cause as { code?: unknown };
      logger.info({ code: String(code), seconds }, 'A turn waits for an outside system and is run again');
    },
  });
  wake.onHelpNeeded(() => worker.nudge());
  return {
    worker,
    jobs,
    async close() {
      for (const property of properties) await property.close();
      await work.settled();
      await stopWarming();
    },
  };
}

/** Asks each PMS for what guests will ask first. Nothing waits for it. */
function warmCaches({ logger }: Grounds, plugins: readonly PropertyPlugins[]): () => Promise<void> {
  const cold = new AbortController();
  const cannotWarm = (error: unknown) => logger.warn({ error }, 'An answer of the PMS could not be had beforehand');
  const warming = plugins
    .filter(({ config: { ports } }) => ports.pms !== null)
    .map(({ pms }) => warmPms(pms, cold.signal, cannotWarm));
  return async () => {
    cold.abort();
    await Promise.all(warming);
  };
}

interface Web {
  readonly port: number | null;
  /** Path of a page that a guest can open. */
  readonly home: string | null;
  close(): Promise<void>;
}

/** The web side: channels of `plugins`, health and metrics. */
async function openWeb(grounds: Grounds, plugins: readonly PropertyPlugins[], takeIn: TakeIn): Promise<Web> {
  const { options, database, logger, metrics, failed } = grounds;
  const mounted = plugins.flatMap(({ config, channels }) =>
    [...channels.values()].map(
      (each): MountedChannel => ({
        ...each,
        accept: takeIn.acceptFrom(config.property.id, each),
        refused: (reason) => logger.warn({ channel: each.name, reason }, 'A request or an item of it was refused'),
      }),
    ),
  );
  const home = homeOf(mounted);
  if (options.http === null) return { port: null, home, close: async () => {} };
  const http = await startHttp(options.http.host, options.http.port, {
    channels: mounted,
    metrics,
    home,
    trustProxy: options.http.trustProxy,
    metricsToken: options.http.metricsToken ?? null,
    readyProblems: () => findProblems(database),
    media: (id) => readPublicMedia(database, id),
    failed: (error, requestId) => logger.error({ error, requestId }, 'A request failed'),
  });
  const hears = mounted.some(({ channel }) => channel.fateSeconds !== undefined);
  const stopListening = hears
    ? await startListening(database, failed('It cannot be noted that messages are taken in'))
    : () => {};
  return {
    port: http.port,
    home,
    async close() {
      stopListening();
      await http.close();
    },
  };
}

// Where messages are posted, there is no page for guests: what a platform gets there is a handshake.
function homeOf(mounted: readonly MountedChannel[]): string | null {
  const isPage = ({ channel }: MountedChannel) =>
    (channel.inbound ?? '/') !== '/' && channel.routes?.some(({ method, path }) => method === 'GET' && path === '/');
  const first = mounted.find(isPage);
  return first === undefined ? null : `${first.basePath}/`;
}

/** A line to the first property's channel of this name, from inside the process. */
function openFirstLine(
  { database, wake }: Grounds,
  plugins: readonly PropertyPlugins[],
  takeIn: TakeIn,
  name: string,
  guest: string,
) {
  const [set] = plugins;
  const each = set?.channels.get(name);
  if (set === undefined || each === undefined) throw new Error(`There is no channel ${name}.`);
  const { id: property } = set.config.property;
  const { channel, capabilities, accounts } = each;
  const accept = takeIn.acceptFrom(property, each);
  return openLine({
    database,
    wake,
    property,
    channel: name,
    account: accounts[0] ?? property,
    guest,
    receive: async (body) => accept(channel.parse?.(localRequest(body)) ?? { messages: [], deliveries: [] }),
    render: (parts) => channel.render(parts, capabilities),
  });
}

async function findProblems(database: Database): Promise<string[]> {
  const reachable = database.query({ name: 'ready', text: 'select 1' }).then(
    () => true,
    () => false,
  );
  return (await reachable) ? [] : ['PostgreSQL cannot be reached.'];
}

function localRequest(body: Uint8Array): HttpRequest {
  const signal = new AbortController().signal;
  return { method: 'POST', path: '/', query: new URLSearchParams(), headers: {}, body, ip: '', signal };
}
