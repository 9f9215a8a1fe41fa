import { useEffect, useRef } from 'preact/hooks';
import { Panel } from './panel.tsx';
import { hasKeyboard } from './viewport.ts';
import { useWidget } from './widget.ts';

interface Props {
  shown: boolean;
  /** Covers the page beneath. */
  modal: boolean;
  /** The guest asked for it, so the focus moves in. */
  grabFocus: boolean;
  onClose: () => void;
}

/** The chat over the hotel's page. Escape closes it. */
export function Dialog({ shown, modal, grabFocus, onClose }: Props) {
  const { texts } = useWidget();
  const panel = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    if (shown && grabFocus) (hasKeyboard() ? field : panel).current?.focus();
  }, [shown, grabFocus]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  }

  return (
    <div
      class="panel"
      ref={panel}
      role="dialog"
      aria-modal={modal}
      aria-label={texts.title}
      tabIndex={-1}
      hidden={!shown}
      onKeyDown={onKeyDown}
    >
      <Panel shown={shown} field={field} onClose={onClose} />
    </div>
  );
}
