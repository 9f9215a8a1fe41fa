import { useWidget } from './widget.ts';

export function Hour({ at }: { at: string }) {
  const { state } = useWidget();
  const text = new Intl.DateTimeFormat(localeOf(state.language), { timeStyle: 'short' }).format(new Date(at));
  return (
    <time class="hour" dateTime={at}>
      {text}
    </time>
  );
}

export function Day({ at }: { at: string }) {
  const { state, words } = useWidget();
  const day = new Date(at);
  const today = day.toDateString() === new Date().toDateString();
  const text = new Intl.DateTimeFormat(localeOf(state.language), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).format(day);
  return (
    <p class="day">
      <time dateTime={at}>{today ? words.today : text}</time>
    </p>
  );
}

/** The guest's own flavour of the language, so that a Briton reads 21:00. */
function localeOf(language: string): string {
  return navigator.languages.find((one) => one.toLowerCase().split('-')[0] === language) ?? language;
}
