import type { Features } from '../features/features.ts';
import type { DialogueEvent } from './event.ts';
import type { Memory } from './memory.ts';

/**
 * An action and what happened until the next one. The features at its end are what policies saw before they chose
 * that next action, so a tracker is a row of moments.
 */
export interface Moment {
  /** Position in the conversation so far; 0 is before the first action. */
  readonly index: number;
  /** Null only in moment 0. */
  readonly action: string | null;
  readonly hidden: boolean;
  /** Since the action, without it. */
  readonly events: readonly DialogueEvent[];
  /** As if only the moments up to this one had happened; the tracker falls back to it when something is taken back. */
  readonly memory: Memory;
  readonly features: Features;
}
