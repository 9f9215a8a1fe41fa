import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { actionsOf } from '../../../core/cli/rasa/custom-actions.ts';
import type { Project } from '../../../core/dialogue/project/read-project.ts';
import { did, smallBot } from '../../support/dialogue-bot.ts';

describe('actionsOf', () => {
  const { engine, bot } = smallBot('intents: [greet]\nactions: [action_a]\n');
  const tracker = engine.applyAll(engine.begin(), [did('action_listen')]);
  let server: Server;
  let url: string;
  let calls: number;
  let answer: (response: ServerResponse) => void;

  before(async () => {
    server = createServer((_request, response) => {
      calls += 1;
      answer(response);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
  });
  beforeEach(() => {
    calls = 0;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const actions = (resilience: object) =>
    actionsOf({ bot, engine } as unknown as Project, { url, headers: {}, resilience });
  const codeOf = (error: unknown) => (error as { code?: string }).code;

  it('gives the server a rest after the failures that the project names, whoever asks', async () => {
    answer = (response) => void response.writeHead(500).end();
    const by = actions({ breaker: { failures: 2 } });
    for (const sender of ['one', 'other'])
      expect(await by(sender)('action_a', tracker).catch(codeOf)).to.equal('ERR_HTTP_STATUS');
    expect(await by('third')('action_a', tracker).catch(codeOf)).to.equal('ERR_BREAKER_OPEN');
    expect(calls).to.equal(2);
  });

  it('waits as long as the project says, and calls once: it may have done its work', async () => {
    answer = () => {};
    expect(await actions({ timeoutSeconds: 0.05 })('one')('action_a', tracker).catch(codeOf)).to.equal('ERR_TIMEOUT');
    expect(calls).to.equal(1);
  });
});
