import type { Message } from '@botones/contract';
import type { Graph } from './graph.ts';

/** Marks a message, and those before it, as read; `typing` shows for at most 25 s that an answer is being written. */
export async function mark(graph: Graph, { account, providerId }: Message, typing: boolean, signal: AbortSignal) {
  const body = JSON.stringify({
    messaging_product: 'whatsapp',
    status: 'read',
    message_id: providerId,
    ...(typing && { typing_indicator: { type: 'text' } }),
  });
  await graph.call({ method: 'POST', path: `/${account}/messages`, body, signal });
}
