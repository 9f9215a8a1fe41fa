import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { SendIcon } from './icons.tsx';
import { useWidget } from './widget.ts';

/** The server's limit. */
const MAX_BYTES = 4096;

/** Enter sends, Shift+Enter breaks the line; Enter that confirms a word in an input method does neither. */
export function Composer({ field }: { field: RefObject<HTMLTextAreaElement | null> }) {
  const { chat, words } = useWidget();
  const [text, setText] = useState('');
  const tooLong = new TextEncoder().encode(text).length > MAX_BYTES;
  const ready = text.trim() !== '' && !tooLong;

  // The field grows with its text; the styles limit its height.
  useLayoutEffect(() => {
    const { current } = field;
    if (!current) return;
    current.style.height = 'auto';
    if (current.scrollHeight > 0) current.style.height = `${current.scrollHeight}px`;
  }, [text, field]);

  function send(): void {
    if (!ready) return;
    chat.say(text.trim());
    setText('');
    field.current?.focus();
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {tooLong && (
        <p class="hint" id="hint" role="alert">
          {words.tooLong}
        </p>
      )}
      <div class="field">
        <textarea
          ref={field}
          rows={1}
          value={text}
          placeholder={words.message}
          aria-label={words.message}
          aria-invalid={tooLong}
          aria-describedby={tooLong ? 'hint' : undefined}
          enterkeyhint="send"
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
        <button type="submit" class="send" aria-label={words.send} disabled={!ready}>
          <SendIcon />
        </button>
      </div>
    </form>
  );
}
