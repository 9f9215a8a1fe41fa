import { BellIcon, CloseIcon } from './icons.tsx';
import { useWidget } from './widget.ts';

export function Header({ onClose }: { onClose: (() => void) | undefined }) {
  const { settings, texts, words } = useWidget();
  // Our own page shows the hotel's name above already.
  const title = !onClose && texts.title === settings.hotel ? words.desk : texts.title;
  return (
    <header class="header">
      <span class="emblem">
        <BellIcon size={22} />
      </span>
      <div class="heading">
        <h2>{title}</h2>
        <p>{words.assistant}</p>
      </div>
      <Languages />
      {onClose && (
        <button type="button" class="plain" onClick={onClose} aria-label={words.closeChat}>
          <CloseIcon />
        </button>
      )}
    </header>
  );
}

function Languages() {
  const { chat, state, settings, words } = useWidget();
  if (settings.languages.length < 2) return null;
  return (
    <fieldset class="languages">
      <legend class="unseen">{words.languages}</legend>
      {settings.languages.map((language) => (
        <button
          type="button"
          key={language}
          lang={language}
          aria-label={nameOf(language)}
          aria-pressed={language === state.language}
          onClick={() => chat.speak(language)}
        >
          {language.toUpperCase()}
        </button>
      ))}
    </fieldset>
  );
}

/** The language's name for itself, and its letters, which are what a voice user reads on the button. */
function nameOf(language: string): string {
  return `${language.toUpperCase()} – ${new Intl.DisplayNames([language], { type: 'language' }).of(language)}`;
}
