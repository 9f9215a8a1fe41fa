import type { PhoneNumber, World } from '../world.ts';
import type { Update } from './update.ts';

/** A change of one number. */
export function changeOf(number: PhoneNumber, field: string, content: Record<string, unknown>): Update {
  const metadata = { display_phone_number: number.display.replace(/\D/g, ''), phone_number_id: number.id };
  return { waba: number.waba, field, value: { messaging_product: 'whatsapp', metadata, ...content } };
}

/** Unix seconds as webhooks write them. */
export function inSeconds({ settings }: Pick<World, 'settings'>, at: Temporal.Instant): string | number {
  const seconds = Math.floor(at.epochMilliseconds / 1000);
  return settings.webhooks.timestamps === 'string' ? String(seconds) : seconds;
}
