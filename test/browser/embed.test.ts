import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { startWebHost, type WebHost } from '../support/web-host.ts';
import { launchBrowser } from './browser.ts';
import { type ChatPage, tabTo, watchChat } from './chat-page.ts';
import { answerAsDemo } from './demo-bot.ts';

/** A hotel's own site with a policy of its own, on another origin than the chat. */
async function startSite(chatUrl: () => string): Promise<Server> {
  const site = createServer((request, response) => {
    const { origin } = new URL(chatUrl());
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('content-security-policy', `default-src 'none'; script-src ${origin}; connect-src ${origin}`);
    response.end(`<!doctype html><html lang="es"><title>Hotel</title>
      <meta name="viewport" content="width=device-width">
      <main><h1>Hotel Miramar</h1><p><a href="/more">Más</a> ${request.url}</p></main>
      <script async src="${chatUrl()}/widget.js" data-hotel="miramar" data-lang="es"></script></html>`);
  }).listen(0, '127.0.0.1');
  await once(site, 'listening');
  return site;
}

describe("in a browser: on the hotel's own site", function () {
  this.timeout(60_000);
  let browser: Browser;
  let host: WebHost;
  let site: Server;
  let stranger: Server;
  const chats: ChatPage[] = [];

  before(async function () {
    const launched = await launchBrowser();
    if (!launched) this.skip();
    browser = launched;
    site = await startSite(() => host.url);
    stranger = await startSite(() => host.url);
    host = await startWebHost({ options: { origins: [originOf(site)] }, answer: answerAsDemo });
  });
  after(async () => {
    await browser?.close();
    await host?.stop();
    for (const server of [site, stranger]) server?.close();
  });
  afterEach(async () => {
    const opened = chats.splice(0);
    for (const { page } of opened) await page.context().close();
    expect(opened.flatMap(({ faults }) => faults)).to.deep.equal([]);
  });

  const originOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function visit(server: Server, options: BrowserContextOptions = {}): Promise<ChatPage> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', ...options });
    const chat = watchChat(await context.newPage());
    chats.push(chat);
    await chat.page.goto(originOf(server));
    return chat;
  }

  const launcher = ({ page }: ChatPage) => page.getByRole('button', { name: /^Abrir el chat/ });

  it('opens by keyboard, converses across origins, and Escape gives the page back', async () => {
    const chat = await visit(site);
    await launcher(chat).waitFor();
    await tabTo(chat.page, launcher(chat));
    await chat.page.keyboard.press('Enter');
    await chat.page.getByRole('dialog', { name: 'Hotel Miramar' }).waitFor();
    await chat.page.keyboard.type('¿A qué hora es el desayuno?');
    await chat.page.keyboard.press('Enter');
    await chat.hears(/El desayuno/);
    await chat.expectAccessible();
    await chat.page.keyboard.press('Escape');
    expect(await chat.page.getByRole('dialog').count()).to.equal(0);
    await chat.page.keyboard.press('Enter');
    await chat.page.getByRole('dialog').waitFor();
  });

  it('goes along to the next page of the site', async () => {
    const chat = await visit(site);
    await launcher(chat).click();
    await chat.say('¿A qué hora es el desayuno?');
    await chat.hears(/El desayuno/);
    await chat.page.getByRole('link', { name: 'Más' }).click();
    await chat.page.getByText('/more').waitFor();
    await chat.hears(/El desayuno/);
    expect(await chat.lines()).to.have.length(2);
  });

  it('counts what came while it was closed', async () => {
    const chat = await visit(site);
    await launcher(chat).click();
    await chat.say('¿A qué hora es el desayuno?');
    await chat.hears(/El desayuno/);
    await chat.page.getByRole('button', { name: 'Cerrar el chat' }).click();
    const { account = '', guest } = host.messages.at(-1) ?? {};
    host.transcript.say(account, guest?.key ?? '', [{ type: 'text', text: '¿Algo más?' }], 'Lucía');
    await chat.page.getByRole('button', { name: 'Abrir el chat, 1 sin leer' }).click();
    await chat.said('staff').getByText('¿Algo más?').waitFor();
    await chat.page.getByRole('button', { name: 'Cerrar el chat' }).click();
    await chat.page.getByRole('button', { name: 'Abrir el chat', exact: true }).waitFor();
  });

  it('takes the whole of a phone, and gives it back', async () => {
    const chat = await visit(site, { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
    await launcher(chat).tap();
    const dialog = chat.page.getByRole('dialog');
    await dialog.evaluate((element) => Promise.all(element.getAnimations().map((animation) => animation.finished)));
    expect(await dialog.boundingBox()).to.deep.equal({ x: 0, y: 0, width: 390, height: 844 });
    expect(await dialog.getAttribute('aria-modal')).to.equal('true');
    await chat.expectAccessible();
    await chat.page.getByRole('button', { name: 'Cerrar el chat' }).tap();
    await launcher(chat).waitFor();
  });

  it('says nothing to a site that is not on the list', async () => {
    const chat = await visit(stranger);
    await launcher(chat).click();
    const before = host.messages.length;
    await chat.say('¿A qué hora es el desayuno?');
    await chat.page.getByText('Sin conexión').waitFor();
    expect(host.messages).to.have.length(before);
  });
});
