import { createServer } from 'node:http';

/** What a hotel's own program sees of our replies. */
export interface Receiver {
  readonly url: string;
  /** Every whole post, in the order of arrival, doubles included: it forgives nothing. */
  readonly posts: readonly { id: string; to: string; inReplyTo: string; text: string; at: number }[];
  onPost(hear: (inReplyTo: string) => void): void;
  close(): Promise<void>;
}

/** Takes posts, and answers `GET ?id=` with 200 for an item that it has and 404 for one that it has not. */
export async function startReceiver(delay: () => number = () => 0): Promise<Receiver> {
  const posts: { id: string; to: string; inReplyTo: string; text: string; at: number }[] = [];
  const ids = new Set<string>();
  const listeners: ((inReplyTo: string) => void)[] = [];
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      const id = new URL(request.url ?? '/', 'http://receiver').searchParams.get('id') ?? '';
      response.writeHead(ids.has(id) ? 200 : 404).end();
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const post = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      ids.add(post.id);
      posts.push({ id: post.id, to: post.to, inReplyTo: post.inReplyTo, text: post.text, at: performance.now() });
      for (const hear of listeners) hear(post.inReplyTo);
      const wait = delay();
      if (wait === 0) response.end('{}');
      else setTimeout(() => response.end('{}'), wait);
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The receiver has no port.');
  return {
    url: `http://127.0.0.1:${address.port}/replies`,
    posts,
    onPost: (hear) => void listeners.push(hear),
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
