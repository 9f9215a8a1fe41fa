import { useRef } from 'preact/hooks';
import { shrink } from '../client/shrink.ts';
import { ClipIcon } from './icons.tsx';
import { useWidget } from './widget.ts';

/** A picture or a document of the guest's. */
export function Attach() {
  const { chat, words } = useWidget();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="tool"
        aria-label={words.attach}
        title={words.attach}
        onClick={() => input.current?.click()}
      >
        <ClipIcon />
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/*,application/pdf"
        aria-label={words.attach}
        onChange={async ({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          currentTarget.value = '';
          if (file) await chat.sendFile(await shrink(file), file.name);
        }}
      />
    </>
  );
}
