import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { Attach } from './attach.tsx';
import { SendIcon } from './icons.tsx';
import { RecordButton, RecordingBar, useVoice } from './voice.tsx';
import { useWidget } from './widget.ts';

/** The server's limit. */
const MAX_BYTES = 4096;

/** Enter sends, Shift+Enter breaks the line; Enter that confirms a word in an input method does neither. */
export function Composer({ field }: { field: RefObject<HTMLTextAreaElement | null> }) {
  const { chat, state, words } = useWidget();
  const voice = useVoice();
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

  function hintOf(): string | null {
    if (tooLong) return words.tooLong;
    if (voice.refused) return words.noMicrophone;
    return state.trouble && (state.trouble === 'file' ? words.fileRefused : words.fileLost);
  }

  function send(): void {
    if (!ready) return;
    chat.say(text.trim());
    setText('');
    field.current?.focus();
  }

  const trouble = hintOf();
  if (voice.running) {
    return (
      <div class="composer">
        <RecordingBar voice={voice} />
      </div>
    );
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {trouble && (
        <p class="hint" id="hint" role="alert">
          {trouble}
        </p>
      )}
      {state.uploads > 0 && (
        <p class="progress" role="status">
          {words.uploading}
        </p>
      )}
      <div class="field">
        <Attach />
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
        {voice.offered && text === '' ? (
          <RecordButton voice={voice} />
        ) : (
          <button type="submit" class="send" aria-label={words.send} disabled={!ready}>
            <SendIcon />
          </button>
        )}
      </div>
    </form>
  );
}
