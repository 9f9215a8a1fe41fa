import { useRef } from 'preact/hooks';
import type { Settings } from '../../settings.ts';
import type { Chat } from '../client/chat.ts';
import { Bubble } from './bubble.tsx';
import { Panel } from './panel.tsx';
import { useNewWidget, WidgetProvider } from './widget.ts';

interface Props {
  chat: Chat;
  settings: Settings;
  base: string;
  /** `page` fills its place; `bubble` opens from a button in the corner. */
  mode: 'page' | 'bubble';
}

export function App({ chat, settings, base, mode }: Props) {
  const widget = useNewWidget(chat, settings, base);
  const field = useRef<HTMLTextAreaElement>(null);
  return (
    <WidgetProvider value={widget}>
      <div class={mode === 'page' ? 'page' : 'corner'} lang={widget.state.language}>
        {mode === 'bubble' ? (
          <Bubble />
        ) : (
          <section class="panel" aria-label={widget.texts.title}>
            <Panel shown field={field} />
          </section>
        )}
      </div>
    </WidgetProvider>
  );
}
