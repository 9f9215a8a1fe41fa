import { GoogleError, invalid } from '../google-error.ts';
import type { Context } from './context.ts';
import { readObject } from './read-body.ts';

const WEEK_MS = 7 * 24 * 3_600_000;

export function watch({ world, request, mailbox }: Context) {
  const { topicName, labelIds = [], labelFilterBehavior, labelFilterAction } = readObject(request);
  if (typeof topicName !== 'string' || !/^projects\/[^/]+\/topics\/[^/]+$/.test(topicName)) {
    throw invalid('Invalid topicName does not match projects/<project>/topics/*');
  }
  const behaviour = String(labelFilterBehavior ?? labelFilterAction ?? 'INCLUDE').toUpperCase();
  if (behaviour !== 'INCLUDE' && behaviour !== 'EXCLUDE') throw invalid(`Invalid labelFilterBehavior: ${behaviour}`);
  if (!Array.isArray(labelIds) || !labelIds.every((id) => mailbox.labels.list().some((label) => label.id === id))) {
    throw invalid(`Invalid label: ${labelIds}`);
  }
  if (!world.settings.push.granted || !world.pusher.topics.has(topicName)) {
    const message = `Error sending test message to Cloud PubSub ${topicName} : User not authorized to perform this action.`;
    throw new GoogleError(403, { reason: 'forbidden', message });
  }
  const now = world.clock.now().epochMilliseconds;
  const other = mailbox.watch && mailbox.watch.until > now && mailbox.watch.topic !== topicName;
  if (other) {
    const message = 'Only one user push notification client allowed per developer (call /stop then try again)';
    throw new GoogleError(400, { reason: 'failedPrecondition', message, status: 'FAILED_PRECONDITION' });
  }
  mailbox.watch = { topic: topicName, labelIds: labelIds.map(String), behaviour, until: now + WEEK_MS };
  world.pusher.notify(mailbox);
  return { historyId: String(mailbox.history.current), expiration: String(mailbox.watch.until) };
}

export function stop({ mailbox }: Context) {
  mailbox.watch = null;
  return null;
}
