import type { Part } from '@botones/contract';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { startWebHost, type WebHost } from '../support/web-host.ts';
import { launchBrowser } from './browser.ts';
import { type ChatPage, watchChat } from './chat-page.ts';

describe('in a browser: files and voice', () => {
  let browser: Browser | null;
  let host: WebHost;
  let page: Page;
  let chat: ChatPage;

  before(async function () {
    browser = await launchBrowser();
    if (browser === null) return this.skip();
    host = await startWebHost({ answer: ({ parts }) => [{ type: 'text', text: `Recibido: ${parts[0]?.type}` }] });
    page = await browser.newPage({ locale: 'es-ES' });
    chat = watchChat(page);
    await page.goto(`${host.url}/`);
  });
  after(async () => {
    await browser?.close();
    await host?.stop();
  });

  const sent = (): Part[] => host.messages.flatMap(({ parts }) => parts);

  it('sends a photo, made smaller, and shows it', async () => {
    // A photo as large as a phone's, drawn by the browser itself.
    const data = await page.evaluate(async () => {
      const canvas = document.createElement('canvas');
      canvas.width = 4000;
      canvas.height = 3000;
      const paint = canvas.getContext('2d');
      for (let x = 0; x < 4000; x += 4) {
        for (let y = 0; y < 3000; y += 4) {
          if (!paint) continue;
          paint.fillStyle = `rgb(${(x * x * y) % 251},${(x * 7 + y * y) % 253},${(y * 13 + x) % 255})`;
          paint.fillRect(x, y, 4, 4);
        }
      }
      return canvas.toDataURL('image/png').split(',')[1] ?? '';
    });
    const buffer = Buffer.from(data, 'base64');
    await page.locator('input[type=file]').setInputFiles({ name: 'recibo.png', mimeType: 'image/png', buffer });
    await chat.hears(/Recibido: image/);
    const [part] = sent();
    expect(part).to.deep.include({ type: 'image' });
    const size = part && 'media' in part ? (part.media.bytes ?? 0) : 0;
    expect(size).to.be.greaterThan(1_000);
    const picture = chat.log.locator('.group.guest img');
    await picture.waitFor();
    await eventually('the picture is drawn', () =>
      picture.evaluate((image) => (image as HTMLImageElement).naturalWidth === 2000),
    );
  });

  it('says what cannot be sent', async () => {
    const file = { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('<html>') };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('alert').filter({ hasText: 'no se puede enviar' }).waitFor();
  });

  it('records a voice message, which can be heard again', async () => {
    await page.getByRole('button', { name: 'Grabar un mensaje de voz' }).click();
    await page.getByRole('status').filter({ hasText: 'Grabando' }).waitFor();
    await eventually('something was recorded', async () => {
      await page.evaluate(() => new Promise(requestAnimationFrame));
      return page.getByRole('button', { name: 'Enviar la grabación' }).isVisible();
    });
    await page.getByRole('button', { name: 'Enviar la grabación' }).click();
    await chat.hears(/Recibido: audio/);
    expect(sent().at(-1)).to.deep.include({ type: 'audio', voice: true });
    const player = chat.log.locator('audio');
    await player.waitFor();
    await player.evaluate((audio) => (audio as HTMLAudioElement).load());
    await eventually('the recording can be played', () =>
      player.evaluate((audio) => {
        (audio as HTMLAudioElement).preload = 'auto';
        return (audio as HTMLAudioElement).readyState > 0;
      }),
    );
  });

  it('drops a recording', async () => {
    const before = sent().length;
    await page.getByRole('button', { name: 'Grabar un mensaje de voz' }).click();
    await page.getByRole('button', { name: 'Descartar la grabación' }).click();
    await chat.say('Hola');
    await chat.hears(/Recibido: text/);
    expect(sent()).to.have.length(before + 1);
  });

  it('blocks nothing, and is accessible', async () => {
    await chat.expectAccessible();
    expect(chat.faults).to.deep.equal([]);
    if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/files.png` });
  });
});
