import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { FormHandle, Handle, HandlerPlugin, Turn } from '../../handler.ts';
import { type Outcome, together } from '../../outcome.ts';
import type { Property } from '../../property.ts';
import type { Schema } from '../../schema.ts';
import { assertOutcome } from '../assertions/outcome.ts';
import { aProperty } from '../builders/a-property.ts';
import { aHandlerContext } from '../builders/contexts.ts';
import { type Check, describeChecks } from '../check.ts';
import { type FakePms, fakePms } from '../fakes/fake-pms.ts';
import { hangingPms } from '../fakes/hanging-pms.ts';
import { pluginChecks, readOptions } from '../plugin-checks.ts';
import { elsewhen } from '../tools/elsewhen.ts';
import { settles } from '../tools/settles.ts';

/** What the suite needs to know of a handler's hotel to try it. */
export interface HandlerSamples {
  /** As the YAML writes them; default none. */
  options?: object;
  /** The hotel, of the context and of every turn; default `aProperty()`. */
  property?: Property;
  /** The PMS, made anew for each run; default `fakePms()`. */
  pms?(): FakePms;
  /** One turn at least for each way in which it answers. */
  turns: readonly Turn[];
  /** Names of the responses that the YAML has, where the plugin comes with some. */
  knownResponses?: Iterable<string>;
}

/** Describes, for the test runner that is there, what every handler promises. */
export function handlerContract<S extends Schema | undefined, H extends Handle | FormHandle>(
  plugin: HandlerPlugin<S, H>,
  samples: HandlerSamples,
): void {
  describeChecks(`handler contract: ${plugin.name}`, handlerChecks(plugin, samples));
}

/** The same promises one by one, for any other runner. */
export function handlerChecks<S extends Schema | undefined, H extends Handle | FormHandle>(
  plugin: HandlerPlugin<S, H>,
  samples: HandlerSamples,
): Check[] {
  const { property = aProperty(), turns, knownResponses } = samples;
  const { responses = [] } = plugin;
  const newPms = () => samples.pms?.() ?? fakePms();

  /** One run of everything that it can do with a turn, as in a process that has just started. */
  const answer = async (turn: Turn, pms: FakePms = newPms(), hotel = property): Promise<Outcome> => {
    const options = await readOptions(plugin, samples.options);
    const context = aHandlerContext(options as never, { property: hotel, pms });
    try {
      const ways = waysOf(await plugin.setup(context));
      const outcomes: Outcome[] = [];
      for (const way of ways) outcomes.push(await way({ ...turn, property: hotel }));
      for (const outcome of outcomes) assertOutcome(outcome);
      return together(...outcomes);
    } finally {
      await context.close();
    }
  };
  const forEachTurn = (title: string, test: (turn: Turn) => Promise<void>): Check => ({
    title,
    async run() {
      assert.ok(turns.length > 0, 'the samples hold no turn');
      for (const turn of turns) await test(turn);
    },
  });

  return [
    ...pluginChecks(plugin, 'handler', samples.options),
    forEachTurn('answers with an outcome: plain data in the form of the contract', async (turn) => {
      assertOutcome(await answer(turn));
    }),
    questionsCheck(plugin, samples.options, property),
    forEachTurn('says only responses that it declares', async (turn) => {
      for (const reply of (await answer(turn)).replies) {
        if ('response' in reply) assert.ok(responses.includes(reply.response), `${reply.response} is not declared`);
      }
    }),
    ...(knownResponses ? [existingResponsesCheck(responses, new Set(knownResponses))] : []),
    forEachTurn('does the same when its turn is tried again, whatever the system takes for the time', async (turn) => {
      const [first, second] = [newPms(), newPms()];
      const outcome = await answer(turn, first);
      assert.deepEqual(await elsewhen(() => answer(turn, second)), outcome);
      assert.deepEqual(second.calls, first.calls, 'it calls the PMS in another way');
    }),
    forEachTurn('writes to the PMS under keys of its turn', async (turn) => {
      const pms = newPms();
      await answer(turn, pms);
      for (const { method, key } of pms.calls) {
        assert.ok(key === undefined || key.includes(turn.id), `${method} carries "${key}", not the id of the turn`);
      }
    }),
    forEachTurn('leaves the turn as it is', async (turn) => {
      const { message, understanding, slots } = turn;
      const before = structuredClone({ message, understanding, slots });
      await answer(turn);
      assert.deepEqual({ message, understanding, slots }, before);
    }),
    forEachTurn('works for a hotel whose language nobody wrote it for', async (turn) => {
      const language = 'fy';
      const stranger = { ...turn, language, understanding: { ...turn.understanding, language } };
      assertOutcome(await answer(stranger, newPms(), { ...property, languages: [language] }));
    }),
    forEachTurn('lets go of the PMS when its turn is aborted', async (turn) => {
      const controller = new AbortController();
      const answering = answer({ ...turn, signal: controller.signal }, hangingPms());
      const settled = settles(answering, 'it does not hand turn.signal to the PMS');
      await setImmediate();
      controller.abort();
      await settled;
    }),
  ];
}

function waysOf(made: Handle | FormHandle): Handle[] {
  if (typeof made === 'function') return [made];
  return [made.handle, ...Object.values(made.questions ?? {}), ...(made.check ? [made.check] : [])];
}

/** What core looks for before `setup` must be there after it. */
function questionsCheck(plugin: HandlerPlugin, options: object | undefined, property: Property): Check {
  return {
    title: 'asks for the slots that it says it asks for, and looks at answers if it says so',
    async run() {
      const context = aHandlerContext((await readOptions(plugin, options)) as never, { property });
      const made = await plugin.setup(context);
      await context.close();
      const { questions = {}, check } = typeof made === 'function' ? { questions: {} } : made;
      assert.deepEqual(Object.keys(questions).toSorted(), [...(plugin.asks ?? [])].toSorted());
      assert.equal(check !== undefined, plugin.checks === true, 'checks: true goes with a check');
      for (const slot of plugin.asks ?? []) assert.ok(plugin.slots?.includes(slot), `${slot} is none of its slots`);
    },
  };
}

function existingResponsesCheck(declared: readonly string[], known: ReadonlySet<string>): Check {
  return {
    title: 'declares only responses that exist',
    async run() {
      const missing = declared.filter((name) => !known.has(name) && !known.has(`utter_${name}`));
      assert.deepEqual(missing, []);
    },
  };
}
