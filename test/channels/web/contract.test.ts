import { type Part, textOf } from '@botones/contract';
import { aRequest, channelContract, type Rig } from '@botones/contract/testing';
import web from '../../../channels/web/index.ts';
import { bodyOf } from './make-desk.ts';

/** Opens a session as a browser does. Returns its header. */
async function openSession({ channel }: Rig<Part[]>): Promise<{ authorization: string }> {
  const route = channel.routes?.find(({ path, method }) => path === '/sessions' && method === 'POST');
  const answer = await route?.handle(aRequest({ path: '/sessions', body: { language: 'en' } }));
  const { token } = bodyOf(answer ?? {}) as { token: string };
  return { authorization: `Bearer ${token}` };
}

channelContract(web, {
  read: (parts) => ({ text: textOf(parts), choices: [] }),
  inbound: {
    proves: 'sender',
    async genuine(rig) {
      const headers = await openSession(rig);
      const bodies = [
        { id: '6f0d3b0e-52a5-4a3c-9d6e-0a1b2c3d4e5f', text: '¿A qué hora es el desayuno?', language: 'es' },
        { id: '6f0d3b0e-52a5-4a3c-9d6e-0a1b2c3d4e60', picked: { payload: '/affirm', title: 'Yes' } },
      ];
      return bodies.map((body) => aRequest({ path: '/messages', headers, body }));
    },
    async forged(rig) {
      const headers = await openSession(rig);
      const body = { id: '6f0d3b0e-52a5-4a3c-9d6e-0a1b2c3d4e5f', text: 'Hola' };
      return [
        aRequest({ headers: { ...headers, origin: 'https://evil.example' }, body }),
        aRequest({ headers: { authorization: headers.authorization.replace('Bearer', 'Basic') }, body }),
      ];
    },
  },
});
