import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { HandoffCall, OperatorAlert } from '@botones/contract';

/** People of a hotel, as its `webhook` notifier reaches them: every call is put into a list. */
export async function startStaff() {
  const calls: HandoffCall[] = [];
  const alerts: OperatorAlert[] = [];
  const server = createServer(async (request, response) => {
    const told = (await json(request)) as HandoffCall | OperatorAlert;
    if ('kind' in told) alerts.push(told);
    else calls.push(told);
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    calls,
    /** For operators. */
    alerts,
    notifier: { use: 'webhook', url: `http://127.0.0.1:${port}/` },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
