import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeConversation } from './describe-conversation.ts';

describeConversation('the demo hotel, as npm start runs it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'botones-browser-'));
  const port = await findPort();
  let server = await start();

  async function start(): Promise<ChildProcess> {
    const env = { ...process.env, PORT: `${port}`, HOST: '127.0.0.1', BOTONES_DATA: join(folder, 'data') };
    const child = spawn(process.execPath, ['core/cli/start.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise<void>((ready, fail) => {
      child.stdout?.on('data', (text) => String(text).includes('is ready at') && ready());
      child.once('exit', (code) => fail(new Error(`the demo hotel ended with code ${code}`)));
    });
    return child;
  }

  async function halt(): Promise<void> {
    if (server.exitCode !== null) return;
    const exited = once(server, 'exit');
    server.kill('SIGTERM');
    await exited;
  }

  return {
    url: `http://127.0.0.1:${port}/web/`,
    async restart(whileDown) {
      await halt();
      await whileDown?.();
      server = await start();
    },
    async stop() {
      await halt();
      await rm(folder, { recursive: true });
    },
    talk: {
      es: [
        { ask: '¿Tienen aparcamiento?', answer: /garaje/ },
        { ask: '¿Hay wifi?', answer: /SieteVelas/ },
      ],
      en: [
        { ask: 'Is there parking?', answer: /garage/ },
        { ask: 'Is there wifi?', answer: /SieteVelas/ },
      ],
    },
  };
});

async function findPort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
