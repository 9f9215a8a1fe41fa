import type { HttpRequest, Pms, Receipt, Received, RunLocked, Transcript } from '@botones/contract';
import { auditWrites } from './audit/audit-writes.ts';
import { describeNote } from './audit/describe-note.ts';
import { auditPolicy, guardSinks } from './audit/guard-sinks.ts';
import { auditFolder, openTrail } from './audit/trail.ts';
import type { Bot, BotOptions } from './bot-options.ts';
import { createAbsence } from './cache/absence.ts';
import { openCache } from './cache/open-cache.ts';
import { openRedis, readRedisFigures } from './cache/redis.ts';
import { countReplicas } from './cache/replicas.ts';
import type { PropertyConfig } from './config/config.ts';
import { createAlertTask } from './delivery/alert.ts';
import { type BreakerChange, describeBreakerChange } from './delivery/breaker-change.ts';
import { pruneChannelEvents } from './delivery/channel-events.ts';
import { conversationIdOf } from './delivery/conversation-id.ts';
import { createCourtesy } from './delivery/courtesy.ts';
import { type Door, deliveryPolicy } from './delivery/deliver.ts';
import { openDoor } from './delivery/door.ts';
import { type CursorMove, createIntake } from './delivery/intake.ts';
import type { MediaTools } from './delivery/keep-media.ts';
import { createKeepMediaTask } from './delivery/keep-media-task.ts';
import { openLine } from './delivery/line.ts';
import { startListening } from './delivery/listening.ts';
import { describeAdmission } from './delivery/locked-out.ts';
import { openNews } from './delivery/news.ts';
import { createNotifyTask, createSweepTask } from './delivery/notify.ts';
import type { Work } from './delivery/own.ts';
import { startPolling } from './delivery/poll.ts';
import { pruneInbox } from './delivery/retention.ts';
import { createTally, pruneTally, type TallyLimit } from './delivery/tally.ts';
import { readTranscript } from './delivery/transcript.ts';
import { reportUndelivered } from './delivery/undelivered.ts';
import { openWake } from './delivery/wake.ts';
import { startWorker, type Worker } from './delivery/worker.ts';
import { beganBefore, fateOf } from './delivery/written.ts';
import type { MountedChannel } from './http/channel.ts';
import { startHttp } from './http/server.ts';
import { type Jobs, openJobs, startJobs, type Task } from './jobs/jobs.ts';
import { ensureModel, openStoredCandidates, readTests, understand, watchCurrent } from './nlu/index.ts';
import { createLessons } from './pipeline/keep-lessons.ts';
import { openEars } from './pipeline/open-ears.ts';
import type { PropertyRuntime } from './pipeline/property-runtime.ts';
import { protectPorts } from './pipeline/protect-ports.ts';
import { type PropertyPlugins, type SetUpChannel, setUpProperty } from './pipeline/set-up-property.ts';
import { giveUp, runTurn } from './pipeline/turn.ts';
import { warmPms } from './pipeline/warm-pms.ts';
import { createLimits } from './resilience/limit.ts';
import type { Database } from './store/database.ts';
import { keepSession } from './store/keep-session.ts';
import { openLazyAuditStore } from './store/lazy-audit-store.ts';
import { createLocks, sweepLocks } from './store/locks.ts';
import { openMediaStore, pruneMedia, readPublicMedia } from './store/media.ts';
import { openPluginDatabase } from './store/plugin-database.ts';
import { pruneAudit } from './store/prune-audit.ts';
import { openSecrets } from './store/secrets.ts';
import { pruneTranscriptions } from './store/transcriptions.ts';
import { keepLogged } from './telemetry/logger.ts';
import { createMetrics } from './telemetry/metrics.ts';
import { observeCache, observeTrail, observeTranscription, observeTurn } from './telemetry/observe.ts';
import { openGuards } from './telemetry/open-guards.ts';
import { createTroubles } from './telemetry/troubles.ts';

// The blueprint gives 10 s from SIGTERM to the end; what a turn has not finished by then, the next process does.
// Readers of streams may take 1 s before it, and jobs 1 s behind it.
const DRAIN_MS = 6_000;
/** For lines of the trail that are under way. */
const LAST_LINES_MS = 500;
const POLL_MS = 200;
/** The blueprint's. */
const NLP_SECONDS = 60;
/** The contract's default of `pollSeconds`. */
const POLL_CHANNEL_S = 30;

/** The composition root: the one place that sees all rooms and joins them. */
export async function startBot(options: BotOptions): Promise<Bot> {
  const { config, database, logger, role, publicUrl = '' } = options;
  const takesIn = role !== 'worker';
  const answers = role !== 'web';
  const redis = options.redisUrl === null ? null : await openRedis(options.redisUrl);
  const metrics = createMetrics({
    pool: () => database.stats(),
    ...(redis && { redis: () => readRedisFigures(redis) }),
  });
  const absence = createAbsence();
  const replicas = redis && countReplicas(redis);
  const limits = createLimits(redis, replicas?.count, absence);
  const secret = await openSecrets(database);
  const locks = createLocks(database, role);
  const lockOf =
    (property: string): RunLocked =>
    (resource, given, work) =>
      locks(`${property}/${resource}`, given, work);
  const wake = await openWake(database);
  const now = options.now ?? (() => Temporal.Now.instant());
  const tally = createTally(database, now);
  let worker: Worker | null = null;
  let jobs: Jobs;
  // Before `jobs` are there nobody calls outside but to warm up.
  const addJob: Jobs['add'] = async (...job) => jobs.add(...job);
  const failed = (sentence: string) => (error: unknown) => logger.error({ error }, sentence);
  function breakerChanged(change: BreakerChange): void {
    const { entry, alert } = describeBreakerChange(change, now());
    trail.record([entry]).catch(failed('A change of a breaker could not be put on the trail'));
    if (alert !== null) addJob('alert', { ...alert }, alert.id).catch(failed('Operators could not be alerted'));
  }
  /** A platform lets the hotel in (again), or no longer. */
  function tellAdmission(at: { property: string; channel: string }, isIn: boolean): void {
    metrics.lockedOut.set(at, isIn ? 0 : 1);
    const alert = describeAdmission(at, isIn, now());
    addJob('alert', { ...alert }, alert.id).catch(failed('Operators could not be alerted'));
  }
  const guardOf = openGuards({ metrics, logger, limits, changed: breakerChanged });
  const auditStore = openLazyAuditStore(database.url);
  const trail = openTrail({
    sinkOf: guardSinks(
      config.properties.map(({ property: { id }, audit }) => [id, guardOf(id, 'audit', auditPolicy, audit.resilience)]),
      auditStore,
    ),
    folder: options.dataFolder === undefined ? null : auditFolder(options.dataFolder),
    events: observeTrail(metrics, logger),
  });

  const transcriptOf = (property: string, channel: string): Transcript => ({
    read: (account, guestKey, after, limit) =>
      readTranscript(database, conversationIdOf(property, channel, account, guestKey), after, limit),
    watch: (account, guestKey, changed) => wake.onSaid(conversationIdOf(property, channel, account, guestKey), changed),
  });
  const protect = protectPorts({
    guardOf,
    cache: openCache(redis, absence),
    cached: observeCache(metrics),
    secret,
    now,
  });
  const plugins: PropertyPlugins[] = [];
  for (const [index, property] of config.properties.entries()) {
    const lent = {
      projectFolder: options.projectFolder,
      channelContext: ({ property: { id } }: PropertyConfig, name: string) => ({
        transcript: transcriptOf(id, name),
        secret,
        allow: async (key: string, { points, seconds }: { points: number; seconds: number }) =>
          (await limits.take(`${id}:${name}:${key}`, { calls: points, seconds })) === 0,
        media: openMediaStore(database, id, publicUrl),
        tally: (key: string, item: string, limit: TallyLimit) => tally(`${id}:${name}:${key}`, item, limit),
        now,
      }),
      pmsContext({ property: { id } }: PropertyConfig, name: string, onClose: (close: () => Promise<void>) => void) {
        const own = openPluginDatabase(database, { kind: 'pms', property: id, name });
        onClose(own.close);
        return {
          database: own,
          lock: lockOf(id),
          fateOf: (key: string) => fateOf(database, key),
          media: openMediaStore(database, id, publicUrl),
          now,
        };
      },
      protect,
      audit: (property: string, pms: Pms) => auditWrites(pms, { property, trail, now }),
      beganBefore: (key: string) => beganBefore(database, key),
      noted(property: string, sentence: string, fields: Readonly<Record<string, string | number>>) {
        const entry = describeNote({ property, sentence, fields: keepLogged(fields) }, now());
        trail.record([entry]).catch(failed('A note of the PMS could not be put on the trail'));
      },
      log: (sentence: string, fields: Readonly<Record<string, string | number>>) => logger.info(fields, sentence),
    };
    plugins.push(await setUpProperty(property, index === 0, lent));
  }
  const channelsOf = (set: PropertyPlugins) => [...set.channels.values()];
  const channelOf = ({ property, channel }: { property: string; channel: string }) =>
    plugins.find(({ config }) => config.property.id === property)?.channels.get(channel);
  const trouble = createTroubles(limits, metrics, logger);
  const pullChannels = new Set(
    plugins.flatMap((set) =>
      channelsOf(set)
        .filter(({ capabilities }) => capabilities.pull)
        .map(({ name }) => name),
    ),
  );

  const callPeople = (id: string) => jobs.add('notify-handoff', { id }, `handoff-${id}`);
  const closing: (() => void | Promise<void>)[] = [];

  const news = openNews({
    database,
    channelOf: (home) => channelOf(home)?.channel,
    call: (id) => void callPeople(id).catch(failed('A handoff call waits for the sweep')),
    freed(ids) {
      worker?.nudge(ids);
      wake.callForHelp();
    },
    undelivered: (kind) => metrics.undelivered.inc({ kind }),
    trouble: ({ property, channel }, { code }) => trouble({ property, channel, code }),
    failed: failed('What a platform told could not be noted'),
  });

  if (answers) {
    const runtimes = new Map<string, PropertyRuntime>();
    const doors = new Map<string, Door>();
    const mediaTools = new Map<string, (channel: string) => MediaTools>();
    for (const set of plugins) {
      const { property } = set.config;
      const log = {
        info(fields: object, sentence: string) {
          logger.info(fields, sentence);
          options.progress?.(`${property.name}: ${sentence}`);
        },
      };
      const tests = () => readTests(options.tests ?? '', property.id, property.languages[0] ?? 'en');
      const first = await ensureModel(set.config, options.modelFolder, log, tests);
      const live = watchCurrent(options.modelFolder, first, { onError: failed('A model could not be read') });
      closing.push(() => live.close());
      const nlp = guardOf(property.id, 'nlp', { timeoutSeconds: NLP_SECONDS }, set.config.nlp.resilience);
      const { ears, toolsOf } = openEars({
        ...set,
        database,
        property: property.id,
        media: openMediaStore(database, property.id, publicUrl),
        guardOf: (channel) => guardOf(property.id, `media:${channel}`, set.channels.get(channel)?.resilience),
        addJob,
        heard: observeTranscription(property.id, metrics),
        missed: (error) => logger.warn({ property: property.id, error }, 'A voice message could not be transcribed'),
      });
      mediaTools.set(property.id, toolsOf);
      runtimes.set(property.id, {
        ...set,
        ears,
        now,
        understand: (text, language) =>
          nlp.run(async () => understand(live.model, text, { language, onError: rethrow }), untilDone, {
            operation: 'understand',
          }),
        observe: (turn) => observeTurn(turn, metrics, logger),
      });
      for (const each of channelsOf(set)) {
        if (!each.channel.send) continue;
        const at = { channel: each.name, property: property.id };
        const door = openDoor(each.channel, guardOf(property.id, `channel:${each.name}`, each.resilience), {
          windowHours: each.capabilities.windowHours,
          stopped(_account, reason) {
            tellAdmission(at, false);
            trouble({ ...at, code: reason });
          },
          resumed: () => tellAdmission(at, true),
        });
        doors.set(`${property.id}/${each.name}`, door);
      }
    }
    const runtimeOf = (property: string): PropertyRuntime => {
      const runtime = runtimes.get(property);
      if (runtime === undefined) throw new Error(`The conversation belongs to a property that is not configured.`);
      return runtime;
    };
    const candidates = openStoredCandidates(database);
    const lessons = createLessons(candidates, database, now, failed('What a turn teaches could not be kept'));
    closing.push(() => lessons.settled());
    const beside = createCourtesy();
    const work: Work = {
      runTurn: (conversation, inbound, signal) =>
        beside(channelOf(conversation)?.channel, inbound.message, conversation.owner, () =>
          runTurn(runtimeOf(conversation.property), conversation, inbound, signal),
        ),
      giveUp: (conversation, inbound) => giveUp(runtimeOf(conversation.property), conversation, inbound),
      doorOf: ({ property, channel }) => doors.get(`${property}/${channel}`) ?? null,
      committed(conversation, inbound, result) {
        lessons.keep(conversation, inbound, result);
        if (result.replies.length > 0 && pullChannels.has(conversation.channel)) wake.said([conversation.id]);
        if (result.handoff === null || result.handoff.reason === 'staff_wrote') return;
        callPeople(result.handoff.id).catch(failed('A handoff call waits for the sweep'));
      },
      delivery: {
        ...deliveryPolicy,
        now: () => now().epochMilliseconds,
        async undelivered(what) {
          metrics.undelivered.inc({ kind: what.kind });
          const call = await reportUndelivered(database, what);
          if (call !== null) callPeople(call).catch(failed('A handoff call waits for the sweep'));
        },
      },
      maxAttempts: 5,
    };
    const notifiers = new Map(
      plugins.map(({ config: { property, ports, alerts }, notifier }) => [
        property.id,
        {
          notifier,
          guard: guardOf(property.id, `notifier:${ports.notifier.name}`, ports.notifier.resilience),
          cooldownSeconds: alerts.cooldownSeconds,
        },
      ]),
    );
    const tasks: Record<string, Task> = {
      alert: createAlertTask(notifiers, tally),
      'notify-handoff': createNotifyTask(database, notifiers),
      'sweep-handoffs': createSweepTask(database, callPeople),
      'keep-media': createKeepMediaTask(database, (property, channel) => {
        const toolsOf = mediaTools.get(property);
        if (toolsOf === undefined) throw new Error('This process does not know the property of the file.');
        return toolsOf(channel);
      }),
      'sweep-locks': () => sweepLocks(database),
      'sweep-deliveries': () => news.retry(),
      async retention() {
        for (const { property, retention } of config.properties) {
          await pruneInbox(database, property.id, retention.inboxDays);
          await pruneChannelEvents(database, property.id, retention.inboxDays);
          await pruneMedia(database, property.id, retention.mediaDays);
          await pruneTranscriptions(database, property.id, retention.mediaDays);
          await pruneAudit(database, property.id, retention.auditDays);
          const kept = now().subtract({ hours: 24 * retention.candidateDays });
          await candidates.forget(property.id, kept.toString());
        }
        await pruneTally(database, now());
      },
    };
    const cold = new AbortController();
    const cannotWarm = (error: unknown) => logger.warn({ error }, 'An answer of the PMS could not be had beforehand');
    const warming = plugins
      .filter(({ config: { ports } }) => ports.pms !== null)
      .map(({ pms }) => warmPms(pms, cold.signal, cannotWarm));
    closing.push(async () => {
      cold.abort();
      await Promise.all(warming);
    });
    jobs =
      options.runsJobs === false
        ? await openJobs(database)
        : await startJobs(database, tasks, [
            { task: 'sweep-handoffs', match: '* * * * *' },
            { task: 'sweep-locks', match: '* * * * *' },
            { task: 'sweep-deliveries', match: '* * * * *' },
            { task: 'retention', match: '17 3 * * *' },
          ]);
    worker = startWorker({
      session: () => database.session('ledger', { pipeline: true }),
      serves: plugins.flatMap((set) => channelsOf(set).map(({ name }) => `${set.config.property.id}/${name}`)),
      work,
      concurrency: options.concurrency ?? 64,
      pollMs: POLL_MS,
      elsewhere: () => wake.callForHelp(),
      failed: failed('A conversation could not be served and is tried again'),
      waits({ seconds, cause }) {
        const { code } = cause as { code?: unknown };
        logger.info({ code: String(code), seconds }, 'A turn waits for an outside system and is run again');
      },
    });
    const answering = worker;
    wake.onHelpNeeded(() => answering.nudge());
  } else {
    jobs = await openJobs(database);
  }

  const intakeSession = keepSession(database, 'intake');
  const intake = createIntake({
    session: intakeSession.get,
    stored(ids, arrivals) {
      if (worker?.hasRoom()) worker.nudge(ids, arrivals);
      else wake.callForHelp();
    },
  });
  const propertyByAccount = new Map(
    plugins.flatMap((set) =>
      channelsOf(set).flatMap(({ name, accounts }) =>
        accounts.map((account) => [`${name}/${account}`, set.config.property.id]),
      ),
    ),
  );
  const acceptInto =
    (property: string, { name }: SetUpChannel) =>
    async (received: Received, move?: CursorMove): Promise<Receipt[]> => {
      const ownerOf = ({ account }: { account: string }) => propertyByAccount.get(`${name}/${account}`);
      // A number of somebody else's: whoever it belongs to, its messages are none of ours.
      const strangers = [...received.messages, ...(received.events ?? [])].filter((each) => !ownerOf(each)).length;
      if (strangers > 0) logger.warn({ channel: name, count: strangers }, 'News of an unknown account were left out');
      const { move: moves = [], others: after = [] } = Object.groupBy(received.events ?? [], ({ type }) =>
        type === 'move' ? 'move' : 'others',
      );
      const homeOf = (event: { account: string }) => {
        const owner = ownerOf(event);
        return owner === undefined ? null : { property: owner, channel: name };
      };
      await news.happened(moves, homeOf);
      await news.delivered(received.deliveries, { property, channel: name });
      const { own = [], ...others } = Object.groupBy(
        received.messages.filter((message) => ownerOf(message) !== undefined),
        (message) => (ownerOf(message) === property ? 'own' : 'others'),
      );
      const receipts: Receipt[] = [];
      for (const [owner = property, messages] of Map.groupBy(others.others ?? [], ownerOf))
        receipts.push(...(await intake.accept(owner, name, messages)));
      // Last, for with them the cursor moves.
      receipts.push(...(await intake.accept(property, name, own, move)));
      await news.happened(after, homeOf);
      if (received.news) wake.rang(`${property}/${name}`);
      if (pullChannels.has(name)) wake.said(receipts.map(({ conversationId }) => conversationId));
      return receipts;
    };

  const mounted = plugins.flatMap((set) =>
    channelsOf(set).map(
      (each): MountedChannel => ({
        ...each,
        accept: acceptInto(set.config.property.id, each),
        refused: (reason) => logger.warn({ channel: each.name, reason }, 'A request or an item of it was refused'),
      }),
    ),
  );
  // Where messages are posted, there is no page for guests: what a platform gets there is a handshake.
  const home = mounted.find(
    ({ channel }) =>
      (channel.inbound ?? '/') !== '/' && channel.routes?.some(({ method, path }) => method === 'GET' && path === '/'),
  );
  const http =
    options.http === null
      ? null
      : await startHttp(options.http.host, options.http.port, {
          channels: takesIn ? mounted : [],
          metrics,
          home: takesIn && home ? `${home.basePath}/` : null,
          trustProxy: options.http.trustProxy,
          metricsToken: options.http.metricsToken ?? null,
          readyProblems: () => findProblems(database),
          media: (id) => readPublicMedia(database, id),
          failed: (error, requestId) => logger.error({ error, requestId }, 'A request failed'),
        });
  const hears = http !== null && takesIn && mounted.some(({ channel }) => channel.fateSeconds !== undefined);
  const stopListening = hears
    ? await startListening(database, failed('It cannot be noted that messages are taken in'))
    : () => {};
  const polling = (takesIn ? plugins : []).flatMap((set) =>
    channelsOf(set).flatMap((each) => {
      const poll = each.channel.poll?.bind(each.channel);
      if (poll === undefined) return [];
      const { id: property } = set.config.property;
      const guard = guardOf(property, `poll:${each.name}`, each.resilience);
      const { name: channel } = each;
      const accept = acceptInto(property, each);
      const polling = startPolling(database, {
        property,
        name: channel,
        poll: (cursor, signal, inbox) =>
          guard.run((inner) => poll(cursor, inner, inbox), signal, { operation: 'poll' }),
        seconds: each.channel.pollSeconds ?? POLL_CHANNEL_S,
        async accept(received, move) {
          for (const reason of received.skipped ?? []) logger.warn({ channel, reason }, 'A polled item was left out');
          for (const { double } of await accept(received, move))
            metrics.messages.inc({ channel, double: String(double) });
        },
        failed: failed('A channel could not be polled'),
        admitted(isIn) {
          tellAdmission({ channel, property }, isIn);
          if (isIn) logger.info({ channel, property }, 'A platform lets the hotel in again');
          else logger.error({ channel, property }, 'A platform no longer lets the hotel in; renew its credentials');
        },
      });
      wake.onRing((name) => name === `${property}/${channel}` && polling.ring());
      return polling;
    }),
  );

  return {
    port: http?.port ?? null,
    home: home ? `${home.basePath}/` : null,
    line(name, guest) {
      const [set] = plugins;
      const each = set?.channels.get(name);
      if (set === undefined || each === undefined) throw new Error(`There is no channel ${name}.`);
      const { id: property } = set.config.property;
      const { channel, capabilities } = each;
      const accept = acceptInto(property, each);
      return openLine({
        database,
        wake,
        property,
        channel: name,
        account: each.accounts[0] ?? property,
        guest,
        receive: async (body) => accept(channel.parse?.(localRequest(body)) ?? { messages: [], deliveries: [] }),
        render: (parts) => channel.render(parts, capabilities),
      });
    },
    async stop() {
      stopListening();
      await Promise.all([http?.close(), ...polling.map((poll) => poll.stop())]);
      news.stop();
      await worker?.stop(DRAIN_MS);
      await jobs.stop();
      for (const close of closing) await close();
      for (const set of plugins) await set.close();
      await trail.stop(LAST_LINES_MS);
      await auditStore.close();
      await intakeSession.close();
      wake.close();
      replicas?.stop();
      redis?.disconnect();
    },
  };
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

/** Nobody waits for understanding but its turn. */
const untilDone = new AbortController().signal;

function rethrow(error: unknown): never {
  throw error;
}
