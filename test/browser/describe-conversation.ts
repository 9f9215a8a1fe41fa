import { expect } from 'chai';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import type { BrowserHost } from './browser-host.ts';
import { type ChatPage, tabTo, watchChat } from './chat-page.ts';

const DESKTOP: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  deviceScaleFactor: 2,
};

/** What a guest can count on, whatever serves the page. */
export function describeConversation(title: string, startHost: () => Promise<BrowserHost>): void {
  describe(`in a browser: ${title}`, function () {
    this.timeout(60_000);
    let browser: Browser;
    let host: BrowserHost;
    let contexts: BrowserContext[] = [];
    let chats: ChatPage[] = [];

    before(async function () {
      const launched = await launchBrowser();
      if (!launched) this.skip();
      browser = launched;
      host = await startHost();
    });
    after(async () => {
      await browser?.close();
      await host?.stop();
    });
    afterEach(async () => {
      const faults = chats.flatMap((chat) => chat.faults);
      await Promise.all(contexts.map((context) => context.close()));
      [contexts, chats] = [[], []];
      expect(faults).to.deep.equal([]);
    });

    async function arrive(options: BrowserContextOptions = {}): Promise<BrowserContext> {
      const context = await browser.newContext({ ...DESKTOP, locale: 'es-ES', ...options });
      contexts.push(context);
      return context;
    }

    async function openTab(context: BrowserContext, query = ''): Promise<ChatPage> {
      const chat = watchChat(await context.newPage());
      chats.push(chat);
      await chat.page.goto(host.url + query);
      await chat.field.waitFor();
      return chat;
    }

    const open = async (options?: BrowserContextOptions) => openTab(await arrive(options));

    for (const [language, locale] of [
      ['es', 'es-ES'],
      ['en', 'en-GB'],
    ] as const) {
      it(`holds a conversation in ${language}`, async () => {
        const chat = await open({ locale });
        expect(await chat.page.locator('html').getAttribute('lang')).to.equal(language);
        for (const { ask, answer } of host.talk[language]) {
          await chat.say(ask);
          await chat.hears(answer);
        }
        expect(await chat.said('guest').allInnerTexts()).to.deep.equal(host.talk[language].map(({ ask }) => ask));
        expect(await chat.pending()).to.equal(0);
      });
    }

    it('changes the language in the middle and loses nothing, not even half a sentence', async () => {
      const chat = await open();
      const [first] = host.talk.es;
      await chat.say(first.ask);
      await chat.hears(first.answer);
      const before = await chat.lines();
      await chat.field.fill('Half a sen');
      await chat.page.getByRole('button', { name: /English/ }).click();
      await chat.page.getByRole('textbox', { name: 'Write a message' }).waitFor();
      expect(await chat.lines()).to.deep.equal(before);
      expect(await chat.field.inputValue()).to.equal('Half a sen');
      expect(await chat.page.locator('html').getAttribute('lang')).to.equal('en');
      const [{ ask, answer }] = host.talk.en;
      await chat.say(ask);
      await chat.hears(answer);
      await chat.page.reload();
      await chat.page.getByRole('textbox', { name: 'Write a message' }).waitFor();
    });

    it('goes on after a reload in the middle', async () => {
      const chat = await open();
      const [first, second] = host.talk.es;
      await chat.say(first.ask);
      await chat.hears(first.answer);
      await chat.say(second.ask);
      await chat.page.reload();
      await chat.hears(second.answer);
      expect(await chat.said('guest').allInnerTexts()).to.deep.equal([first.ask, second.ask]);
      expect(await chat.said('bot').filter({ hasText: first.answer }).count()).to.equal(1);
      expect(await chat.said('bot').filter({ hasText: second.answer }).count()).to.equal(1);
    });

    it('goes on after the server was restarted in the middle, with what was written meanwhile', async () => {
      const chat = await open();
      const [first, second] = host.talk.es;
      await chat.say(first.ask);
      await chat.hears(first.answer);
      await host.restart(async () => {
        await chat.say(second.ask);
        await chat.page.getByText('Sin conexión').waitFor();
        expect(await chat.pending()).to.equal(1);
      });
      await chat.hears(second.answer);
      await chat.page.getByText('Sin conexión').waitFor({ state: 'hidden' });
      expect(await chat.said('guest').allInnerTexts()).to.deep.equal([first.ask, second.ask]);
      expect(await chat.said('bot').filter({ hasText: second.answer }).count()).to.equal(1);
    });

    it('sends what was written without a network once there is one', async () => {
      const chat = await open();
      const [first, second] = host.talk.es;
      await chat.say(first.ask);
      await chat.hears(first.answer);
      await chat.page.context().setOffline(true);
      await chat.say(second.ask);
      await chat.page.getByText('Sin conexión').waitFor();
      await chat.page.context().setOffline(false);
      await chat.hears(second.answer);
      expect(await chat.said('guest').allInnerTexts()).to.deep.equal([first.ask, second.ask]);
    });

    it('shows the same in two tabs, nothing doubled', async () => {
      const context = await arrive();
      const [one, other] = [await openTab(context), await openTab(context)];
      const [first, second] = host.talk.es;
      await one.say(first.ask);
      await other.hears(first.answer);
      await other.say(second.ask);
      await Promise.all([one.hears(second.answer), other.hears(second.answer)]);
      expect(await one.lines()).to.deep.equal(await other.lines());
      expect(await one.said('guest').allInnerTexts()).to.deep.equal([first.ask, second.ask]);
    });

    it('shows markup as the text that it is', async () => {
      const chat = await open();
      const attack = '<img src=x onerror="document.title=\'hit\'"><script>document.title="hit"</script><b>bold</b>';
      await chat.say(attack);
      await chat.said('bot').first().waitFor();
      expect(await chat.said('guest').allInnerTexts()).to.deep.equal([attack]);
      expect(await chat.log.locator('.line img, .line script, .line b').count()).to.equal(0);
      expect(await chat.page.title()).not.to.equal('hit');
    });

    it('needs no mouse', async () => {
      const chat = await open();
      await tabTo(chat.page, chat.field);
      const [{ ask, answer }] = host.talk.es;
      await chat.page.keyboard.type(ask);
      await chat.page.keyboard.press('Shift+Enter');
      await chat.page.keyboard.type('Gracias.');
      await chat.page.keyboard.press('Enter');
      await chat.hears(answer);
      expect(await chat.said('guest').allInnerTexts()).to.deep.equal([`${ask}\nGracias.`]);
      expect(await chat.field.inputValue()).to.equal('');
    });

    for (const [size, options] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
      it(`has no accessibility findings at ${size} size`, async () => {
        const chat = await open(options);
        await chat.expectAccessible();
        for (const { ask, answer } of host.talk.es) {
          await chat.say(ask);
          await chat.hears(answer);
        }
        await chat.expectAccessible();
      });
    }

    it('fits a phone', async () => {
      const chat = await open(PHONE);
      const [{ ask, answer }] = host.talk.es;
      await chat.say(ask);
      await chat.hears(answer);
      const { width, scrollWidth } = await chat.page.evaluate(() => ({
        width: innerWidth,
        scrollWidth: document.documentElement.scrollWidth,
      }));
      expect({ width, scrollWidth }).to.deep.equal({ width: 390, scrollWidth: 390 });
      const field = await chat.field.boundingBox();
      expect((field?.y ?? 0) + (field?.height ?? 0)).to.be.within(700, 844);
      expect(
        await chat.field.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize)),
      ).to.be.at.least(16);
    });
  });
}
