import { defineElement } from './element.tsx';

const script = document.currentScript as HTMLScriptElement | null;

/** Where the script comes from, there is the channel. */
const base = new URL('.', script?.src ?? location.href).href.replace(/\/$/, '');

function start(): void {
  defineElement(base);
  if (document.querySelector('botones-chat')) return;
  const element = document.createElement('botones-chat');
  const { hotel, lang } = script?.dataset ?? {};
  if (hotel) element.setAttribute('hotel', hotel);
  if (lang) element.setAttribute('lang', lang);
  document.body.append(element);
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else start();
