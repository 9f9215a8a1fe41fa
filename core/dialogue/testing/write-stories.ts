import { stringify } from 'yaml';
import { type DialogueEvent, listen, mustBeUnset } from '../tracking/event.ts';
import { annotateAll } from './annotate.ts';
import { intentOf, isUnderstood, predictedIntent, type Replay, type ReplayedMessage } from './verdict.ts';

/** What Rasa's files of stories say where there are none. */
export const noStories = {
  failed: 'None of the test stories failed - all good!',
  successful: 'None of the test stories succeeded :(',
  warned: 'No warnings for test stories',
} as const;

/**
 * Stories as Rasa writes them into `failed_test_stories.yml` and its sisters: intents and entities, actions, slots and
 * loops, with what was predicted instead beside them.
 */
export function writeStories(replays: readonly Replay[], none: string): string {
  if (replays.length === 0) return `# ${none}`;
  return ['version: "3.1"', 'stories:', ...replays.map(writeStory), ''].join('\n');
}

function writeStory({ path, actions, messages }: Replay): string {
  const wrong = new Map(
    actions.filter(({ expected, predicted }) => expected !== predicted).map(({ at, predicted }) => [at, predicted]),
  );
  const heard = new Map(messages.map((message) => [message.at, message]));
  const steps = path.events.flatMap((event, at) => {
    const message = heard.get(at);
    const step = message === undefined ? writeStep(event, wrong.get(at)) : writeMessage(message);
    return step === null ? [] : [`  - ${step.join('\n    ')}`];
  });
  return [`- story: ${scalar(`${path.name} (${path.place.file})`)}`, '  steps:', ...steps].join('\n');
}

/** Lines of a step; null where stories leave the event out. A wrong listening is told all the same. */
function writeStep(event: DialogueEvent, predicted: string | undefined): string[] | null {
  switch (event.type) {
    case 'action': {
      if (event.name === listen && predicted === undefined) return null;
      const key = /\s/.test(event.name) ? 'bot' : 'action';
      return [comment(`${key}: ${scalar(event.name)}`, predicted)];
    }
    case 'slot':
      return ['slot_was_set:', `- ${scalar(event.name)}: ${JSON.stringify(event.value)}`];
    case 'loop':
      return [`active_loop: ${event.name === null || event.name === mustBeUnset ? 'null' : scalar(event.name)}`];
    default:
      return null;
  }
}

function writeMessage(message: ReplayedMessage): string[] {
  const { text, expected, predicted } = message;
  if (expected.intent === null) return ['user: |-', ...(text ?? '').split('\n').map((line) => `  ${line}`)];
  const entities = expected.entities.map(({ entity, value, start }) => {
    const other = predicted.entities.find((one) => start !== undefined && one.start === start && one.entity !== entity);
    return comment(`- ${scalar(entity)}: ${JSON.stringify(value)}`, other && `${other.entity}: ${other.value}`);
  });
  const got = predictedIntent(expected, predicted);
  const isTold = !isUnderstood(message) && (got !== intentOf(expected) || entities.length === 0);
  const misread = isTold ? `${got}: ${annotateAll(text ?? '', predicted.entities)}` : undefined;
  const intent = comment(`intent: ${scalar(intentOf(expected))}`, misread);
  return [intent, ...(entities.length === 0 ? [] : ['entities:']), ...entities];
}

function comment(line: string, predicted: string | undefined): string {
  return predicted === undefined ? line : `${line}  # predicted: ${predicted.replaceAll('\n', ' ')}`;
}

function scalar(text: string): string {
  return stringify(text, { lineWidth: 0 }).trimEnd();
}
