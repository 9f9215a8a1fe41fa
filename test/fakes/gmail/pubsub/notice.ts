import type { PushSettings } from '../settings.ts';

export interface Notice {
  emailAddress: string;
  historyId: bigint;
  topic: string;
}

let count = 0;

/** The body of a push; the same message may be brought several times. */
export function newMessage({ emailAddress, historyId, topic }: Notice, now: Temporal.Instant, settings: PushSettings) {
  count += 1;
  const id = settings.historyId === 'number' ? String(historyId) : `"${historyId}"`;
  const data = Buffer.from(`{"emailAddress":${JSON.stringify(emailAddress)},"historyId":${id}}`);
  const time = now.toString();
  const message = {
    data: writeBase64(data, settings),
    messageId: String(9_070_443 + count),
    message_id: String(9_070_443 + count),
    publishTime: time,
    publish_time: time,
    attributes: {},
  };
  const subscription = `${topic.replace('/topics/', '/subscriptions/')}-push`;
  return (attempt: number) => Buffer.from(JSON.stringify({ message, subscription, deliveryAttempt: attempt }));
}

function writeBase64(data: Buffer, { data: kind, padded }: PushSettings): string {
  const text = data.toString('base64');
  const lettered = kind === 'url' ? text.replaceAll('+', '-').replaceAll('/', '_') : text;
  return padded ? lettered : lettered.replace(/=+$/, '');
}
