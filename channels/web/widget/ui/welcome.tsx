import { Choices } from './choices.tsx';
import { useWidget } from './widget.ts';

/** The hotel's first words, and what others often ask. Not part of the conversation, so they follow the language. */
export function Welcome({ fresh }: { fresh: boolean }) {
  const { chat, texts, words } = useWidget();
  const starts = texts.quickStarts.map(({ title, payload }) => ({ title, payload: payload ?? '' }));
  return (
    <>
      <div class="group bot">
        <div class="bubble">{texts.greeting}</div>
      </div>
      {fresh && (
        <Choices
          label={words.quickStarts}
          choices={starts}
          onPick={(start) => (start.payload === '' ? chat.say(start.title) : chat.pick(start))}
        />
      )}
    </>
  );
}
