import type { Encoder } from '../features/encoder.ts';
import type { Path } from '../stories/block.ts';
import { applyEvents } from '../tracking/apply-event.ts';
import type { Moment } from '../tracking/moment.ts';
import { blankTracker, type Folding } from '../tracking/tracker.ts';

/** What a path teaches: after these moments comes this action. */
export interface Example {
  readonly path: Path;
  /** From the beginning of the path. */
  readonly moments: readonly Moment[];
  readonly action: string;
}

/** A fold that forgets nothing, for paths of rules and stories. */
export function foldWith(encoder: Encoder): Folding {
  return {
    blank: encoder.blank,
    initialSlots: encoder.domain.initialSlots,
    keep: Number.POSITIVE_INFINITY,
    next: (features, event, index) => encoder.next(features, event, index),
  };
}

/** One example an action, but for the action with which a path begins out of nowhere. */
export function examplesOf(path: Path, encoder: Encoder): Example[] {
  const folding = foldWith(encoder);
  // A form is one from the beginning of a story, also where the story says only later that it is active.
  const loops = path.events.flatMap((event) => (event.type === 'loop' && event.name !== null ? [event.name] : []));
  const { moments } = applyEvents({ ...blankTracker(folding), loops }, path.events, folding);
  return moments.flatMap(({ action }, at) =>
    action === null || (at === 1 && path.beginsWithAction) ? [] : [{ path, moments: moments.slice(0, at), action }],
  );
}
