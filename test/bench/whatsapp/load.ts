import { startFakeWhatsApp } from '../../fakes/whatsapp/index.ts';
import { drive, type Order } from '../drive.ts';
import { appSecret, token } from './hotel.ts';

/** Meta and its guests. Nothing is limited but by the hotel, and no statuses are told: they would measure Meta. */
const meta = await startFakeWhatsApp({
  clock: 'wall',
  appSecret,
  token,
  settings: {
    outsideWindow: 'off',
    limits: { numberPerSecond: 1e9, pairBurst: 1e9 },
    statuses: { steps: [] },
    webhooks: { concurrency: 512 },
  },
});
/** Above what Meta lets one number do in a second. */
const numbers = [meta.number, meta.addNumber(), meta.addNumber(), meta.addNumber()].map(({ id }) => id);
/** Guests whom Meta still knows. A real one finds them by an index; ours looks through all. */
const REMEMBERED = 256;

const guests = new Map<string, ReturnType<typeof meta.guest>>();
const answered = new Map<string, () => void>();
let count = 0;

process.on('message', async (order: Order) => {
  meta.world.app.callbackUrl = `http://127.0.0.1:${order.port}/whatsapp`;
  process.send?.(await drive(order, ask));
  await meta.idle();
  meta.world.calls.length = 0;
});
process.on('disconnect', () => process.exit(0));
process.send?.({ receiver: meta.url, numbers });

/** Milliseconds from the first byte of the webhook until the reply is accepted. */
async function ask(name: string, text: string): Promise<number> {
  const guest = guests.get(name) ?? arrive(name);
  const seen = new Promise<void>((done) => answered.set(guest.record.key, done));
  const began = performance.now();
  await Promise.all([seen, guest.says(text)]);
  return performance.now() - began;
}

function arrive(name: string) {
  count += 1;
  const guest = meta.guest(String(15_550_100_000 + count), numbers[count % numbers.length]);
  const { saw, key } = guest.record;
  saw.push = (...shown) => {
    answered.get(key)?.();
    return saw.unshift(...shown);
  };
  guests.set(name, guest);
  if (meta.world.guests.length > REMEMBERED) meta.world.guests.shift();
  return guest;
}
