import type { Server } from 'node:http';
import { BotonesError } from '@botones/contract';

/** Listens. @throws BotonesError `ERR_PORT_IN_USE` with a way out. */
export function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') return fail(error);
      fail(
        new BotonesError(
          'ERR_PORT_IN_USE',
          `Port ${port} on ${host} is in use by another program. Stop it, or start with another port: PORT=${port + 1} npm start`,
          { cause: error },
        ),
      );
    });
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      done();
    });
  });
}
