import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Settings, SettingsTexts } from '../../settings.ts';
import type { Chat, ChatState } from '../client/chat.ts';
import { type Words, wordsOf } from './words.ts';

/** What every part of the widget may use. */
export interface Widget {
  chat: Chat;
  state: ChatState;
  settings: Settings;
  /** The hotel's texts and the widget's own words, in the guest's language. */
  texts: SettingsTexts;
  words: Words;
  /** Address of the channel, without a slash at its end. */
  base: string;
}

const context = createContext<Widget | null>(null);

export const WidgetProvider = context.Provider;

export function useWidget(): Widget {
  const widget = useContext(context);
  if (!widget) throw new Error('useWidget outside of its provider');
  return widget;
}

/** Follows the chat's state. */
export function useNewWidget(chat: Chat, settings: Settings, base: string): Widget {
  const [state, setState] = useState(chat.state);
  useEffect(() => {
    setState(chat.state);
    return chat.subscribe(() => setState(chat.state));
  }, [chat]);
  const texts = settings.texts[state.language] ?? {
    title: settings.hotel,
    greeting: '',
    quickStarts: [],
    consent: null,
  };
  return { chat, state, settings, texts, words: wordsOf(state.language), base };
}
