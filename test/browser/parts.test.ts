import type { Part } from '@botones/contract';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { startWebHost, type WebHost } from '../support/web-host.ts';
import { launchBrowser } from './browser.ts';
import { type ChatPage, watchChat } from './chat-page.ts';
import { answerAsDemo } from './demo-bot.ts';

const dot =
  '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="10"><rect width="16" height="10" fill="teal"/></svg>';

describe('in a browser: what the hotel sends', function () {
  this.timeout(60_000);
  let browser: Browser;
  let host: WebHost;
  let chat: ChatPage;

  before(async function () {
    const launched = await launchBrowser();
    if (!launched) this.skip();
    browser = launched;
    const quickStarts = { es: [{ title: 'Habitaciones', payload: '/choose_room' }, { title: 'Desayuno' }] };
    const link = { title: 'Privacidad', url: 'https://example.com/privacidad' };
    const consent = { es: { text: 'Al escribir acepta que le respondamos.', link } };
    host = await startWebHost({
      options: { quickStarts, consent },
      answer: (message) => (JSON.stringify(message.parts).includes('silencio') ? [] : answerAsDemo(message)),
    });
  });
  after(async () => {
    await browser?.close();
    await host?.stop();
  });
  beforeEach(async () => {
    const context = await browser.newContext({ locale: 'es-ES', viewport: { width: 1280, height: 800 } });
    await context.route('https://pictures.example.com/**', (route) =>
      route.fulfill({ contentType: 'image/svg+xml', body: dot }),
    );
    chat = watchChat(await context.newPage());
    await chat.page.goto(`${host.url}/`);
    await chat.field.waitFor();
  });
  afterEach(async () => {
    await chat?.page.context().close();
    expect(chat?.faults).to.deep.equal([]);
  });

  /** Says something in the conversation that is open, as bot or by name. */
  function answer(parts: Part[], author?: string): void {
    const { account = '', guest } = host.messages.at(-1) ?? {};
    host.transcript.say(account, guest?.key ?? '', parts, author);
  }

  async function begin(): Promise<void> {
    await chat.say('silencio');
    await chat.log.locator('.line.stored').first().waitFor();
  }

  it('offers quick starts to who has not written yet: some pick, some speak', async () => {
    await chat.page.getByRole('button', { name: 'Desayuno' }).click();
    await chat.hears(/El desayuno/);
    expect(host.messages.at(-1)?.parts).to.deep.equal([{ type: 'text', text: 'Desayuno' }]);
    expect(await chat.page.getByRole('list', { name: 'Preguntas frecuentes' }).count()).to.equal(0);
  });

  it('says what writing means before the first message, and keeps it in sight', async () => {
    const consent = chat.page.getByText('Al escribir acepta');
    expect(await chat.log.getByText('Al escribir acepta').count()).to.equal(0);
    expect(await consent.getByRole('link').getAttribute('href')).to.equal('https://example.com/privacidad');
    await begin();
    expect(await chat.log.getByText('Al escribir acepta').count()).to.equal(1);
  });

  it('takes a ready answer, and then no longer offers it', async () => {
    await chat.say('¿Qué habitaciones hay?');
    await chat.page.getByRole('button', { name: 'Sí, por favor' }).click();
    await chat.hears(/¿Para qué fechas\?/);
    expect(host.messages.at(-1)?.parts).to.deep.equal([{ type: 'picked', payload: '/affirm', title: 'Sí, por favor' }]);
    expect((await chat.said('guest').allInnerTexts()).at(-1)).to.equal('Sí, por favor');
    expect(await chat.page.getByRole('button', { name: 'Ahora no' }).count()).to.equal(0);
  });

  it('shows cards to step through and to choose from', async () => {
    await chat.say('¿Qué habitaciones hay?');
    const cards = chat.log.getByRole('article');
    await cards.first().waitFor();
    expect(await cards.getByRole('heading').allInnerTexts()).to.deep.equal([
      'Doble con vistas al mar',
      'Doble al jardín',
      'Suite Miramar',
    ]);
    expect(await cards.first().getByRole('img').getAttribute('alt')).to.equal('Doble con vistas al mar');
    await chat.page.getByRole('button', { name: 'Siguiente' }).click();
    await chat.page.getByRole('button', { name: 'Siguiente' }).click();
    await cards.nth(2).getByRole('button', { name: 'Elegir' }).click();
    const [part] = (await waitForMessage((parts) => parts[0]?.type === 'picked')) ?? [];
    expect(part).to.deep.include({ payload: '/choose_room{"room":"suite"}' });
  });

  it('leads to a map, a phone and a document', async () => {
    await chat.say('¿Dónde están?');
    const links = chat.log.locator('.line').getByRole('link');
    await links.nth(2).waitFor();
    expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))).to.deep.equal([
      'https://www.google.com/maps/search/?api=1&query=36.5%2C-4.9',
      'tel:+34600000000',
      'https://pictures.example.com/map.pdf',
    ]);
    await chat.expectAccessible();
  });

  it('shows pictures and, where one cannot be loaded, its description', async () => {
    await begin();
    answer([
      { type: 'image', media: { url: 'https://pictures.example.com/pool.svg' }, alt: 'La piscina al atardecer' },
      { type: 'image', media: { url: 'javascript:alert(1)' }, alt: 'El jardín' },
    ]);
    await chat.hears(/El jardín/);
    await chat.log.getByRole('img', { name: 'La piscina al atardecer' }).waitFor();
    expect(await chat.log.locator('.line img').count()).to.equal(1);
  });

  it('runs nothing, whoever sends it', async () => {
    await begin();
    const attack = '<img src=x onerror="document.title=\'hit\'"><script>document.title="hit"</script>';
    const url = 'javascript:document.title="hit"';
    answer([
      { type: 'text', text: attack },
      { type: 'link', title: attack, url },
      { type: 'document', name: attack, media: { url } },
      { type: 'location', latitude: 0, longitude: 0, name: attack, address: attack },
      { type: 'cards', cards: [{ title: attack, text: attack, link: { title: attack, url } }] },
      { type: 'choices', text: attack, choices: [{ title: attack, payload: attack }] },
    ]);
    answer([{ type: 'text', text: 'Fin' }], attack);
    await chat.said('staff').filter({ hasText: 'Fin' }).waitFor();
    expect((await chat.said('bot').allInnerTexts())[0]).to.equal(attack);
    expect(await chat.log.locator('img, script, a[href^="javascript"]').count()).to.equal(0);
    expect(await chat.page.title()).not.to.equal('hit');
  });

  it('names the person who answers, and shows no dots while a person is there', async () => {
    await begin();
    answer([{ type: 'text', text: 'Buenas tardes.' }], 'Lucía Ramos');
    await chat.log.getByText('Lucía Ramos').waitFor();
    await chat.say('silencio, gracias');
    await chat.log.locator('.line.stored').nth(2).waitFor();
    expect(await chat.log.getByText('Escribiendo').count()).to.equal(0);
  });

  it('shows dots while an answer is on its way, and the answer in their place', async () => {
    await begin();
    await chat.log.getByText('Escribiendo').waitFor({ state: 'attached' });
    answer([{ type: 'text', text: 'Aquí está.' }]);
    await chat.hears(/Aquí está/);
    expect(await chat.log.getByText('Escribiendo').count()).to.equal(0);
  });

  it('tells a guest who reads further up that there is news', async () => {
    await begin();
    answer(Array.from({ length: 30 }, (_, line): Part => ({ type: 'text', text: `Línea ${line}` })));
    await chat.hears(/Línea 29/);
    await chat.log.hover();
    await chat.page.mouse.wheel(0, -2000);
    await chat
      .said('bot')
      .filter({ hasText: /^Línea 0$/ })
      .scrollIntoViewIfNeeded();
    answer([{ type: 'text', text: 'Algo nuevo' }]);
    await chat.page.getByRole('button', { name: 'Mensajes nuevos' }).click();
    await chat.page.getByRole('button', { name: 'Mensajes nuevos' }).waitFor({ state: 'hidden' });
    expect(await chat.log.evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight)).to.be.below(2);
  });

  it('does not let a message go that is too long', async () => {
    await chat.field.fill('ñ'.repeat(2049));
    await chat.page.getByText('El mensaje es demasiado largo.').waitFor();
    expect(await chat.page.getByRole('button', { name: 'Enviar' }).isDisabled()).to.equal(true);
    await chat.expectAccessible();
  });

  async function waitForMessage(fits: (parts: Part[]) => boolean): Promise<Part[] | undefined> {
    await chat.log.locator('.line.sending').waitFor({ state: 'detached' });
    return host.messages.findLast(({ parts }) => fits(parts))?.parts;
  }
});
