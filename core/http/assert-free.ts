import { createServer } from 'node:http';
import { listen } from './listen.ts';

/** Is the port free? @throws BotonesError `ERR_PORT_IN_USE`. */
export async function assertFree(host: string, port: number): Promise<void> {
  const server = createServer();
  await listen(server, host, port);
  await new Promise((done) => server.close(done));
}
