import type { Path } from '../stories/block.ts';
import type { Heard, Mark } from '../tracking/event.ts';

/** One action of a test story and what the bot would have done, or did. */
export interface ReplayedAction {
  /** Position among the events of the path. */
  readonly at: number;
  readonly expected: string;
  readonly predicted: string;
  readonly policy: string | null;
  readonly confidence: number;
}

/** One message of a test story, as the story and as the bot understands it. */
export interface ReplayedMessage {
  readonly at: number;
  /** Null in a story that names the intent only. */
  readonly text: string | null;
  readonly expected: Heard;
  readonly predicted: Heard;
}

/** A slot or form that is not as the story says. */
export interface Difference {
  readonly at: number;
  readonly sentence: string;
}

export interface Replay {
  readonly path: Path;
  readonly actions: readonly ReplayedAction[];
  readonly messages: readonly ReplayedMessage[];
  /** Of stories that are played for real. */
  readonly differences: readonly Difference[];
  readonly passed: boolean;
}

/** A story has passed when every message was understood and every action done as it says. */
export function judge(played: Omit<Replay, 'passed'>): Replay {
  const { actions, messages, differences } = played;
  const passed =
    differences.length === 0 &&
    actions.every(({ expected, predicted }) => expected === predicted) &&
    messages.every(isUnderstood);
  return { ...played, passed };
}

/** As Rasa compares them: intents by name, entities as a set. */
export function isUnderstood({ expected, predicted }: ReplayedMessage): boolean {
  if (intentOf(expected) !== predictedIntent(expected, predicted)) return false;
  const keys = [expected, predicted].map(({ entities }) => new Set(entities.map(keyOf)));
  return keys[0]?.symmetricDifference(keys[1] as Set<string>).size === 0;
}

/** Of a retrieval intent the whole name, where it is known. */
export function intentOf({ intent, selected }: Heard): string {
  return selected ?? intent ?? '';
}

/** A story that names the base of a retrieval intent only does not ask for more. */
export function predictedIntent(expected: Heard, predicted: Heard): string {
  return intentOf(expected) === predicted.intent ? predicted.intent : intentOf(predicted);
}

function keyOf({ entity, value, start, end }: Mark): string {
  return JSON.stringify([entity, String(value), start ?? null, end ?? null]);
}

/** What first went otherwise than the story says; null for one that passed. */
export function firstDifference({ actions, messages, differences }: Replay): string | null {
  const found = [
    ...messages
      .filter((message) => !isUnderstood(message))
      .map((message) => ({ at: message.at, sentence: misread(message) })),
    ...actions
      .filter(({ expected, predicted }) => expected !== predicted)
      .map(({ at, expected, predicted }) => ({ at, sentence: `${predicted} instead of ${expected}` })),
    ...differences,
  ];
  return found.toSorted((one, other) => one.at - other.at)[0]?.sentence ?? null;
}

function misread({ text, expected, predicted }: ReplayedMessage): string {
  const [wanted, got] = [intentOf(expected), predictedIntent(expected, predicted)];
  const entities = ({ entities: marks }: Heard) =>
    marks.map(({ entity, value }) => `${entity}=${value}`).join(' ') || 'none';
  if (wanted !== got) return `"${text}" is understood as ${got || 'nothing'} instead of ${wanted || 'nothing'}`;
  return `entities of "${text}": ${entities(predicted)} instead of ${entities(expected)}`;
}
