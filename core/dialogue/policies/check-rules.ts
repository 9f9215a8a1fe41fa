import type { Findings } from '../../config/findings.ts';
import type { Encoder } from '../features/encoder.ts';
import { anything, type Path } from '../stories/block.ts';
import { applyEvents } from '../tracking/apply-event.ts';
import { mustBeUnset } from '../tracking/event.ts';
import type { Moment } from '../tracking/moment.ts';
import { blankTracker } from '../tracking/tracker.ts';
import { foldWith } from './example.ts';

/** What an action does to slots and loops, in any rule. */
interface Fingerprint {
  readonly slots: Set<string>;
  readonly loops: Set<string>;
}

/** Faults for rules with more than one message: a chain of questions is a story. */
export function checkMessages(rules: readonly Path[], findings: Findings): void {
  for (const { name, place, events } of rules) {
    const messages = events.filter(({ type }) => type === 'user').length;
    if (messages > 1) findings.fault(place, `rule "${name}" has ${messages} messages`, 'make it a story');
  }
}

/** Faults for a rule in which an action does not set a slot or loop that it sets in another rule. */
export function checkCompleteness(rules: readonly Path[], encoder: Encoder, findings: Findings): void {
  const fingerprints = takeFingerprints(rules, encoder);
  const folding = foldWith(encoder);
  for (const path of rules) {
    const { moments } = applyEvents(blankTracker(folding), path.events, folding);
    for (const [at, moment] of moments.entries()) {
      const fingerprint = fingerprints.get(moment.action ?? '');
      if (fingerprint === undefined || moment.action === anything || moments[at + 1]?.action === anything) continue;
      reportMissing(path, moment, fingerprint, encoder, findings);
    }
  }
}

function takeFingerprints(rules: readonly Path[], { domain }: Encoder): Map<string, Fingerprint> {
  const featurized = new Set(domain.featurized.map(({ name }) => name));
  const found = new Map<string, Fingerprint>();
  for (const { events } of rules) {
    let action: string | null = null;
    for (const event of events) {
      if (event.type === 'action') action = event.name;
      else if (event.type === 'user') action = null;
      else if (action !== null) {
        const print = found.get(action) ?? { slots: new Set(), loops: new Set() };
        found.set(action, print);
        if (event.type === 'slot' && featurized.has(event.name)) print.slots.add(event.name);
        if (event.type === 'loop') print.loops.add(event.name ?? mustBeUnset);
      }
    }
  }
  return found;
}

function reportMissing(
  { name, place }: Path,
  { action, features, memory }: Moment,
  { slots, loops }: Fingerprint,
  { domain }: Encoder,
  findings: Findings,
): void {
  const set = new Set(
    domain.featurized.filter((_, position) => features.slots[position] !== 0).map((slot) => slot.name),
  );
  const cure = 'say so here too, with null where it stays unset, or end the rule with "wait_for_user_input: false"';
  for (const slot of slots.difference(set)) {
    findings.fault(place, `rule "${name}": ${action} sets slot "${slot}" in another rule, not in this one`, cure);
  }
  if (loops.size === 0 || loops.has(memory.loop?.name ?? '')) return;
  const names = [...loops].map((loop) => (loop === mustBeUnset ? 'null' : loop)).join(', ');
  findings.fault(place, `rule "${name}": ${action} sets active_loop (${names}) in another rule, not in this one`, cure);
}
