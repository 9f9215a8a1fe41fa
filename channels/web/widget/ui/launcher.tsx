import type { RefObject } from 'preact';
import { BellIcon } from './icons.tsx';
import { useWidget } from './widget.ts';

interface Props {
  hidden: boolean;
  button: RefObject<HTMLButtonElement | null>;
  onOpen: () => void;
}

export function Launcher({ hidden, button, onOpen }: Props) {
  const { state, words } = useWidget();
  const unread = state.entries.filter((entry) => entry.from !== 'guest' && entry.seq > state.seen).length;
  return (
    <button
      type="button"
      class="launcher"
      ref={button}
      hidden={hidden}
      onClick={onOpen}
      aria-label={words.openChat(unread)}
    >
      <BellIcon size={30} />
      {unread > 0 && <span class="badge">{Math.min(unread, 9)}</span>}
    </button>
  );
}
