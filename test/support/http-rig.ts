import type { Channel } from '@botones/contract';
import type { MountedChannel } from '../../core/http/channel.ts';
import { type HttpOptions, type HttpServer, startHttp } from '../../core/http/server.ts';
import { createMetrics } from '../../core/telemetry/metrics.ts';

/** A web side of nothing but one channel under `/desk`, and what it told. */
export function makeHttpRig() {
  const servers: HttpServer[] = [];
  const failures: unknown[] = [];
  const refusals: string[] = [];
  return {
    failures,
    refusals,
    async serve(
      channel: Partial<Channel> = {},
      mounted: Partial<MountedChannel> = {},
      options: Partial<HttpOptions> = {},
    ) {
      const metrics = createMetrics({ pool: () => ({ size: 7, checkedOut: 2 }) });
      const server = await startHttp('127.0.0.1', 0, {
        channels: [
          {
            name: 'desk',
            basePath: '/desk',
            channel: { render: () => [], ...channel },
            accept: async () => [],
            refused: (reason) => refusals.push(reason),
            ...mounted,
          },
        ],
        metrics,
        media: async () => null,
        readyProblems: async () => [],
        home: null,
        trustProxy: null,
        failed: (error) => failures.push(error),
        ...options,
      });
      servers.push(server);
      return { url: `http://127.0.0.1:${server.port}`, server, metrics };
    },
    close: () => Promise.all(servers.map((server) => server.close())),
  };
}

export const post = (url: string, body: BodyInit = '{}', headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body, headers });

export async function problemIn(response: Response): Promise<string> {
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  return error.code;
}
