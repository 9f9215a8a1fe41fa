import { render } from 'preact';
import { makeApi } from './client/api.ts';
import { type Chat, makeChat } from './client/chat.ts';
import { browserStorage, openMemory } from './client/memory.ts';
import { followViewport } from './follow-viewport.ts';
import { styleSheet } from './styles/style-sheet.ts';
import { App } from './ui/app.tsx';
import { pickLanguage } from './ui/pick-language.ts';
import { watchPage } from './watch-page.ts';

/**
 * `<botones-chat>`: attributes `hotel` (an account of the channel; default its first), `lang` (default: the browser's)
 * and `mode` (`bubble`, the default, or `page`). `base` is the channel's address, without a slash at its end.
 */
export function defineElement(base: string): void {
  if (customElements.get('botones-chat')) return;
  const { theme, languages } = SETTINGS;

  class BotonesChat extends HTMLElement {
    #chat: Chat | null = null;
    #forget: (() => void)[] = [];

    connectedCallback(): void {
      const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = [styleSheet()];
      for (const [name, value] of Object.entries(theme)) this.style.setProperty(`--${name}`, value);

      const hotel = this.getAttribute('hotel') ?? undefined;
      const mode = this.getAttribute('mode') === 'page' ? 'page' : 'bubble';
      const language = pickLanguage([this.getAttribute('lang'), ...navigator.languages], languages);
      const memory = openMemory(`botones:${base}:${hotel ?? ''}`, browserStorage());
      const chat = makeChat(makeApi(base, hotel), memory, language);
      this.#chat = chat;
      this.#forget = [watchPage(chat, memory.key), followViewport(this)];
      if (mode === 'page') this.#leadPage(chat);
      chat.start();
      render(<App chat={chat} settings={SETTINGS} base={base} mode={mode} />, root);
    }

    disconnectedCallback(): void {
      for (const forget of this.#forget) forget();
      this.#chat?.stop();
      if (this.shadowRoot) render(null, this.shadowRoot);
    }

    /** Our own page has its texts in every language and shows those of the language on its root. */
    #leadPage(chat: Chat): void {
      const follow = () => {
        document.documentElement.lang = chat.state.language;
      };
      follow();
      chat.subscribe(follow);
    }
  }

  customElements.define('botones-chat', BotonesChat);
}
