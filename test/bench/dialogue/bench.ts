import type { Engine } from '../../../core/dialogue/engine/engine.ts';
import { defaultMemoization, defaultRulePolicy } from '../../../core/dialogue/policies/policy-config.ts';
import type { DialogueEvent } from '../../../core/dialogue/tracking/event.ts';
import type { Tracker } from '../../../core/dialogue/tracking/tracker.ts';
import { smallBot } from '../../support/dialogue-bot.ts';
import { benchBot } from './bench-bot.ts';

/**
 * `npm run bench:dialogue`: what one decision costs after many turns and among many rules, and what folding one event
 * costs. Milliseconds, the median of five rounds. The last line is JSON.
 */
const policies = { rule: defaultRulePolicy, memoization: [{ ...defaultMemoization, augmented: true }] };
const turnCounts = [1, 10, 50, 200, 1000];
const ruleCounts = [50, 500, 2000];

const usual = compileBot(50);
const turns = turnCounts.map((count) => [count, measureDecision(usual, talk(usual, count))] as const);
const rules = ruleCounts.map((count) => {
  const engine = compileBot(count);
  return [count, measureDecision(engine, talk(engine, 20))] as const;
});
const events = turnCounts.map((count) => [count, measureEvent(usual, talk(usual, count))] as const);

for (const [count, ms] of turns) print(`decision after ${count} turns: ${show(ms)}`);
for (const [count, ms] of rules) print(`decision among ${count} rules: ${show(ms)}`);
for (const [count, ms] of events) print(`event after ${count} turns: ${show(ms)}`);
print(JSON.stringify({ turns: figures(turns), rules: figures(rules), events: figures(events) }));

function compileBot(count: number): Engine {
  const started = performance.now();
  const { engine, faults } = smallBot(benchBot(count), policies);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  print(`${count} rules compiled in ${(performance.now() - started).toFixed(0)} ms`);
  return engine;
}

/** A conversation of so many turns: questions that rules answer, a form with a digression now and then. */
function talk(engine: Engine, count: number): Tracker {
  let tracker = engine.applyAll(engine.begin(), [{ type: 'action', name: 'action_listen' }]);
  for (let turn = 0; turn < count; turn++) {
    const intent = turn % 7 === 3 ? 'book' : turn % 7 === 4 ? 'cancel' : `ask_${turn % 50}`;
    tracker = play(engine, engine.apply(tracker, message(intent)));
  }
  // The decision that is measured comes right after a message.
  return engine.apply(tracker, message('ask_1'));
}

function play(engine: Engine, begun: Tracker): Tracker {
  let tracker = begun;
  for (let action = ''; action !== 'action_listen'; ) {
    const chosen = engine.predict(tracker);
    action = chosen.action;
    const effects: DialogueEvent[] =
      action === 'book_form'
        ? [{ type: 'loop', name: 'book_form' }]
        : action === 'action_cancel'
          ? [
              { type: 'loop', name: null },
              { type: 'slot', name: 'place', value: null },
            ]
          : [];
    tracker = engine.applyAll(tracker, [{ type: 'action', name: action, hidden: chosen.hidden }, ...effects]);
  }
  return tracker;
}

function message(intent: string): DialogueEvent {
  const understanding = { intent, confidence: 1, entities: [{ entity: 'city', value: 'Rome' }] };
  return { type: 'user', text: 'words that nobody looks at', understanding };
}

function measureDecision(engine: Engine, tracker: Tracker): number {
  return median(() => engine.predict(tracker));
}

function measureEvent(engine: Engine, tracker: Tracker): number {
  return median(() => engine.apply(tracker, { type: 'action', name: 'utter_0' }));
}

function median(work: () => unknown): number {
  for (let warm = 0; warm < 500; warm++) work();
  const rounds = Array.from({ length: 5 }, () => {
    const started = performance.now();
    for (let count = 0; count < 500; count++) work();
    return (performance.now() - started) / 500;
  });
  return rounds.sort((a, b) => a - b)[2] ?? Number.NaN;
}

function figures(measured: readonly (readonly [number, number])[]): Record<string, number> {
  return Object.fromEntries(measured.map(([count, ms]) => [count, Number(ms.toFixed(5))]));
}

function show(ms: number): string {
  return `${(ms * 1000).toFixed(2)} µs`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
