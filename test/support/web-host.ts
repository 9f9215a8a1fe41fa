import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Channel, Message, Part } from '@botones/contract';
import web from '../../channels/web/index.ts';
import { options } from '../../channels/web/options.ts';
import { makeChannelContext } from './channel-context.ts';
import { serveChannel } from './channel-server.ts';
import { MemoryTranscript } from './memory-transcript.ts';

export interface WebHostParts {
  /** As the YAML would say them. */
  options?: unknown;
  /** What the bot answers; nothing, when it stays silent. */
  answer?: (message: Message) => Part[] | Promise<Part[]>;
}

export type WebHost = Awaited<ReturnType<typeof startWebHost>>;

/** The web channel on a port of its own, with conversations in memory and a bot that is one function. */
export async function startWebHost({ options: given = {}, answer = () => [] }: WebHostParts = {}) {
  const transcript = new MemoryTranscript();
  /** As the channel handed them in, without doubles. */
  const messages: Message[] = [];
  let running = await run(0);
  const { port } = running.server.address() as AddressInfo;

  async function run(onPort: number) {
    const context = makeChannelContext({ options: options.parse(given), transcript });
    const channel: Channel<Part[]> = await web.setup(context);
    const { capabilities } = web;
    const intake = (message: Message) => {
      const receipt = transcript.take(message);
      if (!receipt.double) {
        messages.push(message);
        void reply(channel, message);
      }
      return receipt;
    };
    const server = serveChannel({ channel, capabilities, basePath: context.basePath, intake });
    server.listen(onPort, '127.0.0.1');
    await once(server, 'listening');
    return { context, server };
  }

  async function reply(channel: Channel<Part[]>, message: Message): Promise<void> {
    const parts = await answer(message);
    for (const payload of channel.render(parts, web.capabilities)) {
      transcript.say(message.account, message.guest.key, payload);
    }
  }

  async function halt(): Promise<void> {
    const closed = once(running.server, 'close');
    running.server.close();
    running.server.closeAllConnections();
    await running.context.close();
    await closed;
  }

  return {
    url: `http://127.0.0.1:${port}/web`,
    transcript,
    messages,
    /** Kills the server; conversations stay, as they would in a database. */
    async restart(whileDown?: () => Promise<void>): Promise<void> {
      await halt();
      await whileDown?.();
      running = await run(port);
    },
    stop: halt,
  };
}
