import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { Banner } from './banner.tsx';
import { Composer } from './composer.tsx';
import { Consent } from './consent.tsx';
import { Header } from './header.tsx';
import { Log } from './log.tsx';
import { useWidget } from './widget.ts';

interface Props {
  shown: boolean;
  field: RefObject<HTMLTextAreaElement | null>;
  onClose?: () => void;
}

/** What stands in the chat, from top to bottom. */
export function Panel({ shown, field, onClose }: Props) {
  const { chat, state } = useWidget();
  const fresh = state.restored && state.entries.length === 0 && state.drafts.length === 0;

  useEffect(() => {
    if (shown) chat.look();
  }, [shown, chat, state.entries]);

  return (
    <>
      <Header onClose={onClose} />
      <Banner />
      <Log shown={shown} fresh={fresh} />
      {fresh && <Consent />}
      <Composer field={field} />
    </>
  );
}
