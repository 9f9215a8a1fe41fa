import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';

export const webhookSecret = 'a-secret-for-tests-only';

/** The demo hotel with the webhook channel in place of its own, in a folder of its own. `more`: of the channel. */
export async function writeWebhookHotel(
  folder: string,
  replyUrl: string,
  lookup: boolean,
  more: object = {},
): Promise<string> {
  return writeDemoHotel(folder, { webhook: { url: replyUrl, secret: webhookSecret, lookup, ...more } });
}

/** The demo hotel with these channels. Returns its folder of configuration. */
export async function writeDemoHotel(folder: string, channels: Readonly<Record<string, unknown>>): Promise<string> {
  const config = join(folder, 'config');
  await rm(config, { recursive: true, force: true });
  await mkdir(config, { recursive: true });
  await cp(resolve('config'), config, { recursive: true });
  const file = join(config, 'botones.yml');
  const settings = parse(await readFile(file, 'utf8'));
  settings.channels = channels;
  await writeFile(file, stringify(settings));
  return config;
}
