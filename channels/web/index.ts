import { defineChannel } from '@botones/contract';
import { acknowledge } from './acknowledge.ts';
import { type Bundle, bundleWidget } from './bundle.ts';
import { openDesk } from './desk.ts';
import { streamEvents } from './events.ts';
import { giveFile, MAX_FILE_BYTES, takeFile } from './files.ts';
import { readHistory } from './history.ts';
import { options } from './options.ts';
import { corsHeaders, preflights } from './origins.ts';
import { servePage } from './page/page.ts';
import { parse } from './parse.ts';
import { render } from './render.ts';
import { serveScript } from './script.ts';
import { openSession } from './session.ts';
import { makeSettings } from './settings.ts';
import { verify } from './verify.ts';

/** Chat on the hotel's own site: a widget for any page, and a page of its own. Browsers fetch; nothing is sent. */
export default defineChannel({
  name: 'web',
  options,
  capabilities: {
    parts: ['text', 'choices', 'cards', 'image', 'audio', 'document', 'location', 'link'],
    maxChoices: 20,
    maxText: 8000,
    pull: true,
    oneItemPerTurn: false,
    windowHours: null,
  },
  setup(context) {
    const settings = makeSettings(context.property, context.options);
    const desk = openDesk(context, settings.languages);
    const { origins } = context.options;
    let bundle: Promise<Bundle> | null = null;
    const widget = () => {
      bundle ??= bundleWidget(settings).catch((error: unknown) => {
        bundle = null;
        throw error;
      });
      return bundle;
    };

    return {
      inbound: '/messages',
      verify: (request) => verify(desk, request),
      parse: (request) => parse(desk, request),
      acknowledge,
      render,
      headers: (request) => corsHeaders(request, origins),
      routes: [
        { method: 'POST', path: '/sessions', handle: (request) => openSession(desk, request) },
        { method: 'GET', path: '/messages', handle: (request) => readHistory(desk, request) },
        { method: 'GET', path: '/events', handle: (request) => streamEvents(desk, request) },
        { method: 'POST', path: '/files', maxBytes: MAX_FILE_BYTES, handle: (request) => takeFile(desk, request) },
        { method: 'GET', path: '/files/:address', handle: (request) => giveFile(desk, request) },
        ...preflights(['/sessions', '/messages', '/events', '/files'], origins),
        { method: 'GET', path: '/widget.js', handle: async (request) => serveScript(await widget(), request) },
        { method: 'GET', path: '/', handle: async (request) => servePage(context, settings, await widget(), request) },
      ],
    };
  },
});
