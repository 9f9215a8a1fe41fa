import type { Place } from '../../config/config.ts';
import type { Findings } from '../../config/findings.ts';
import type { Encoder } from '../features/encoder.ts';
import { anything, type Path } from '../stories/block.ts';
import { applyEvent, applyEvents } from '../tracking/apply-event.ts';
import { type DialogueEvent, listen } from '../tracking/event.ts';
import { activeLoop } from '../tracking/memory.ts';
import { blankTracker, type Folding, type Tracker } from '../tracking/tracker.ts';
import { foldWith } from './example.ts';
import type { Prediction } from './prediction.ts';
import type { RulePolicy } from './rule-policy.ts';
import { toRuleState, writeState } from './rule-state.ts';

/** What a rule says at a place that others may also reach. */
interface Saying {
  readonly rule: string;
  readonly place: Place | null;
  readonly action: string;
}

/** One predicted action of a path. */
interface Step {
  readonly path: Path;
  readonly expected: string;
  /** Null: the rules leave it to other policies. */
  readonly predicted: string | null;
  readonly source: string;
  /** Not from a rule of the file but built in. */
  readonly builtIn: boolean;
}

/**
 * Plays every rule and story against the rules. Faults for those that contradict each other, with both places; gives
 * back the sources of predictions that no story repeats. A story may overrule a rule that ends with listening.
 */
export function checkContradictions(
  policy: RulePolicy,
  paths: { readonly rules: readonly Path[]; readonly stories: readonly Path[] },
  encoder: Encoder,
  findings: Findings,
): { readonly unrepeated: ReadonlySet<string>; readonly repeated: ReadonlySet<string> } {
  const sayings = new Map<string, Saying[]>();
  for (const { path, expected, predicted, source, builtIn } of paths.rules.flatMap((path) =>
    play(path, policy, encoder),
  )) {
    const saying = builtIn
      ? { rule: source, place: null, action: predicted ?? expected }
      : { rule: path.name, place: path.place, action: expected };
    sayings.set(source, [...(sayings.get(source) ?? []), saying]);
  }
  const repeated = new Set<string>();
  for (const path of [...paths.stories, ...paths.rules]) {
    for (const step of play(path, policy, encoder)) {
      if (!path.isRule && step.predicted === step.expected) repeated.add(step.source);
      else if (!overrules(step, policy)) report(step, sayings.get(step.source) ?? [], findings);
    }
  }
  return { unrepeated: new Set(sayings.keys()).difference(repeated), repeated };
}

function play(path: Path, policy: RulePolicy, encoder: Encoder): Step[] {
  const folding = foldWith(encoder);
  const { moments } = applyEvents(blankTracker(folding), path.events, folding);
  const counted = moments.flatMap(({ action, events }): DialogueEvent[] =>
    action === null ? [...events] : [{ type: 'action', name: action }, ...events],
  );
  const steps: Step[] = [];
  let tracker = blankTracker(folding);
  let isOpen = true;
  for (const event of counted) {
    if (event.type === 'action') {
      if (!isOpen && event.name !== anything) {
        const [step, after] = predictStep(path, event.name, tracker, policy, encoder, folding);
        steps.push(step);
        tracker = after;
      }
      isOpen = event.name === anything;
    }
    tracker = applyEvent(tracker, event, folding);
  }
  return steps;
}

function predictStep(
  path: Path,
  expected: string,
  tracker: Tracker,
  policy: RulePolicy,
  encoder: Encoder,
  folding: Folding,
): [Step, Tracker] {
  const loop = activeLoop(tracker.memory);
  const first = policy.predict(tracker);
  const mayReject = loop !== null && expected !== loop && actionOf(first, path) === loop;
  const after = mayReject ? applyEvent(tracker, { type: 'rejected', action: loop }, folding) : tracker;
  const prediction = mayReject ? policy.predict(after) : first;
  const source = prediction.source ?? describe(after, encoder);
  const builtIn = !source.startsWith('[');
  return [{ path, expected, predicted: actionOf(prediction, path), source, builtIn }, after];
}

/** A rule must always be followed; to a story the rules may have nothing to say. */
function actionOf({ scores }: Prediction, { isRule }: Path): string | null {
  const sure = scores.find(([, confidence]) => confidence === 1);
  if (sure) return sure[0];
  return isRule ? (scores[0]?.[0] ?? listen) : null;
}

/** What no rule knows, in a form that two rules have in common when they dropped each other. */
function describe({ moments }: Tracker, { vocabulary, domain }: Encoder): string {
  const since = moments.slice(moments.findLastIndex(({ action }) => action === anything) + 1);
  const states = since.map(({ features }) => writeState(toRuleState(features), vocabulary, domain.featurized));
  return `[${states.join(', ')}]`;
}

/**
 * A rule "after this action, listen" gives way to a story that goes on, if another rule goes on there as well.
 * Rasa does the same.
 */
function overrules({ path, predicted, expected, source }: Step, { book }: RulePolicy): boolean {
  const rule = book.rules.get(source);
  if (path.isRule || rule === undefined || predicted !== listen || expected === listen) return false;
  if (source.split('prev_action').length > 2) return false;
  const begin = source.slice(0, -2);
  const goesOn = book.rules.values().some(({ key, dropped }) => !dropped && key !== source && key.startsWith(begin));
  rule.dropped ||= goesOn;
  return goesOn;
}

function report({ path, expected, predicted }: Step, sayings: readonly Saying[], findings: Findings): void {
  if (predicted === null || predicted === expected) return;
  const others = new Map(sayings.filter(({ action }) => action !== expected).map((saying) => [saying.rule, saying]));
  for (const { rule, place, action } of others.values()) {
    const where = place === null ? '' : ` (${place.file}:${place.line})`;
    const message = `${path.isRule ? 'rule' : 'story'} "${path.name}" does ${expected} where rule "${rule}"${where} does ${action}`;
    findings.fault(path.place, message, 'make the two differ in what comes before, or do the same');
  }
}
