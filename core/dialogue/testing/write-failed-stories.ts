import { stringify } from 'yaml';
import { type DialogueEvent, listen, mustBeUnset, type UserEvent } from '../tracking/event.ts';
import type { Replay, ReplayedAction } from './replay.ts';

/** Rasa's `failed_test_stories.yml`: the failed stories as they are written, with what was predicted instead beside. */
export function writeFailedStories(replays: readonly Replay[]): string {
  const failed = replays.filter(({ passed }) => !passed);
  if (failed.length === 0) return '# None of the test stories failed - all good!\n';
  return ['version: "3.1"', 'stories:', ...failed.map(writeStory)].join('\n');
}

function writeStory({ path, actions }: Replay): string {
  const wrong = new Map(actions.filter(isWrong).map((one) => [one.at, one.predicted]));
  const steps = path.events.flatMap((event, at) => {
    const predicted = wrong.get(at);
    const step = writeStep(event, predicted !== undefined);
    if (step === null) return [];
    return [`  - ${step.join('\n    ')}${predicted === undefined ? '' : `  # predicted: ${predicted}`}`];
  });
  return [`- story: ${scalar(`${path.name} (${path.place.file})`)}`, '  steps:', ...steps, ''].join('\n');
}

function isWrong({ expected, predicted }: ReplayedAction): boolean {
  return expected !== predicted;
}

/** Lines of a step; null where stories leave the event out. A wrong listening is told all the same. */
function writeStep(event: DialogueEvent, isWrongStep: boolean): string[] | null {
  switch (event.type) {
    case 'user':
      return writeMessage(event);
    case 'action':
      return event.name === listen && !isWrongStep ? null : [`action: ${scalar(event.name)}`];
    case 'slot':
      return ['slot_was_set:', `- ${scalar(event.name)}: ${JSON.stringify(event.value)}`];
    case 'loop':
      return [`active_loop: ${event.name === null || event.name === mustBeUnset ? 'null' : scalar(event.name)}`];
    default:
      return [`action: ${event.type}`];
  }
}

function writeMessage({ text, understanding: { intent, entities } }: UserEvent): string[] {
  return [
    `intent: ${scalar(intent ?? '')}`,
    ...(text === null ? [] : [`user: ${JSON.stringify(text)}`]),
    ...(entities.length === 0 ? [] : ['entities:']),
    ...entities.map(({ entity, value }) => `- ${scalar(entity)}: ${JSON.stringify(value)}`),
  ];
}

function scalar(text: string): string {
  return stringify(text, { lineWidth: 0 }).trimEnd();
}
