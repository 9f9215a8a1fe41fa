import { createMemoryState } from '@chat-adapter/state-memory';
import { createWhatsAppAdapter } from '@chat-adapter/whatsapp';
import { expect } from 'chai';
import { Chat, ConsoleLogger } from 'chat';
import { WhatsAppAPI } from 'whatsapp-api-js';
import {
  ActionButtons,
  ActionList,
  Body,
  Button,
  Image,
  Interactive,
  ListSection,
  Location,
  Reaction,
  Row,
  Text,
} from 'whatsapp-api-js/messages';
import { inbound } from '../index.ts';
import { ana, openRig, type Rig } from './rig.ts';

/** Clients of others, who read Meta's pages for themselves: a fake that only our own channel gets on with would be its mirror. */
describe('fake WhatsApp, with clients of others', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await openRig();
  });
  afterEach(() => rig.close());

  describe('whatsapp-api-js', () => {
    function open(appSecret = rig.meta.appSecret) {
      const client = new WhatsAppAPI<number>({
        token: rig.meta.token,
        appSecret,
        webhookVerifyToken: 'verify',
        v: 'v26.0',
        ponyfill: {
          // It knows one address only.
          fetch: ((url: string | URL, init?: RequestInit) =>
            fetch(String(url).replace('https://graph.facebook.com', rig.meta.url), init)) as typeof fetch,
          subtle: crypto.subtle,
        },
      });
      const send = (message: Parameters<typeof client.sendMessage>[2], context?: string) =>
        client.sendMessage(rig.meta.number.id, `+${ana}`, message, context);
      return { client, send };
    }

    it('sends what it builds', async () => {
      const guest = rig.meta.guest(ana);
      const asked = await guest.says('Hola');
      const { send } = open();
      const buttons = new ActionButtons(new Button('/yes', 'Sí'), new Button('/no', 'No'));
      const list = new ActionList('Ver', new ListSection(undefined, new Row('/double', 'Doble', 'Con vistas')));
      for (const message of [
        new Text('Buenos días', false),
        new Interactive(buttons, new Body('¿La reservo?')),
        new Interactive(list, new Body('¿Cuál?')),
        new Location(-4.8, 36.5, 'Hotel', 'Paseo 1'),
        new Image('https://example.com/a.jpg', false, 'La doble'),
        new Reaction(asked, '👍'),
      ]) {
        expect(await send(message)).to.have.nested.property('messages[0].id');
      }
      await send(new Text('Con cita'), asked);
      expect(guest.saw.map(({ type }) => type)).to.deep.equal([
        'text',
        'interactive',
        'interactive',
        'location',
        'image',
        'reaction',
        'text',
      ]);
      expect(guest.saw[1]?.choices).to.deep.equal([
        { id: '/yes', title: 'Sí' },
        { id: '/no', title: 'No' },
      ]);
      expect(guest.saw[6]?.replyTo).to.equal(asked);
    });

    it('understands a refusal', async () => {
      const { client } = open();
      rig.meta.revoke();
      const answer = await client.sendMessage(rig.meta.number.id, `+${ana}`, new Text('Hola'));
      expect(answer).to.have.nested.property('error.code', 190);
    });

    it('marks as read, and shows that it types', async () => {
      const guest = rig.meta.guest(ana);
      const asked = await guest.says('Hola');
      expect(await open().client.markAsRead(rig.meta.number.id, asked, 'text')).to.deep.equal({ success: true });
      expect(guest.seesTyping).to.equal(true);
    });

    it('shakes hands, and believes what is signed', async () => {
      const { client } = open();
      const params = { 'hub.mode': 'subscribe', 'hub.verify_token': 'verify', 'hub.challenge': '1158' } as const;
      expect(client.get(params)).to.equal('1158');
      const heard: unknown[] = [];
      client.on.message = ({ phoneID, from, message, name }) => {
        heard.push([phoneID, from, name, message.type]);
        return 200;
      };
      client.on.status = ({ status }) => {
        heard.push(status);
        return 200;
      };
      const guest = rig.meta.guest({ phone: ana, name: 'Ana' });
      await guest.says('¿Hay piscina?');
      await guest.sends(inbound.location(36.5, -4.8));
      await open().send(new Text('Sí'));
      await rig.meta.idle();
      for (const { raw, signature } of rig.hotel.bodies) {
        expect(await client.post(JSON.parse(raw.toString()), raw.toString(), signature)).to.equal(200);
      }
      expect(heard).to.deep.equal([
        [rig.meta.number.id, ana, 'Ana', 'text'],
        [rig.meta.number.id, ana, 'Ana', 'location'],
        'sent',
        'delivered',
        'read',
      ]);
      const [first] = rig.hotel.bodies;
      const other = open('another secret').client;
      const refused = await other
        .post(JSON.parse(String(first?.raw)), String(first?.raw), String(first?.signature))
        .then(
          () => null,
          (error: { httpStatus?: number }) => error.httpStatus,
        );
      expect(refused).to.equal(401);
    });

    it('brings a file up, asks for it and fetches it', async () => {
      const { client } = open();
      const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
      const form = new FormData();
      form.set('file', new Blob([png], { type: 'image/png' }), 'a.png');
      const { id } = (await client.uploadMedia(rig.meta.number.id, form)) as { id: string };
      const { url, mime_type } = (await client.retrieveMedia(id)) as { url: string; mime_type: string };
      expect(mime_type).to.equal('image/png');
      const file = await client.fetchMedia(url);
      expect(Buffer.from(await file.arrayBuffer())).to.deep.equal(png);
      expect(await client.deleteMedia(id)).to.deep.equal({ success: true });
    });
  });

  describe('@chat-adapter/whatsapp', () => {
    it('answers a guest', async () => {
      const quiet = new ConsoleLogger('silent');
      const bot = new Chat({
        userName: 'bellhop',
        logger: quiet,
        state: createMemoryState(),
        adapters: {
          whatsapp: createWhatsAppAdapter({
            accessToken: rig.meta.token,
            appSecret: rig.meta.appSecret,
            phoneNumberId: rig.meta.number.id,
            verifyToken: 'verify',
            apiUrl: rig.meta.url,
            logger: quiet,
          }),
        },
      });
      bot.onDirectMessage(async (thread, message) => {
        await thread.post(`Dice: ${message.text}`);
      });
      const guest = rig.meta.guest(ana);
      await guest.says('¿Hay piscina?');
      const [{ raw, signature } = { raw: Buffer.alloc(0), signature: '' }] = rig.hotel.bodies;
      const work: Promise<unknown>[] = [];
      const headers = { 'x-hub-signature-256': signature };
      const request = new Request(rig.hotel.url, { method: 'POST', headers, body: raw.toString() });
      const response = await bot.webhooks.whatsapp(request, { waitUntil: (task) => void work.push(task) });
      await Promise.all(work);
      expect(response.status).to.equal(200);
      expect(guest.saw.map(({ text }) => text)).to.deep.equal(['Dice: ¿Hay piscina?']);
    });
  });
});
