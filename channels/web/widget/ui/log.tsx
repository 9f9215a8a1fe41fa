import { awaitsAnswer } from '../client/awaits-answer.ts';
import { toLines } from '../client/timeline.ts';
import { Choices } from './choices.tsx';
import { Consent } from './consent.tsx';
import { groupLines } from './group.ts';
import { DownIcon } from './icons.tsx';
import { LineGroup } from './line-group.tsx';
import { standingOffers } from './offers.ts';
import { Typing } from './typing.tsx';
import { useBottom } from './use-bottom.ts';
import { Welcome } from './welcome.tsx';
import { useWidget } from './widget.ts';

/** The conversation. Screen readers hear what comes in, and not again what a reload restores. */
export function Log({ shown, fresh }: { shown: boolean; fresh: boolean }) {
  const { chat, state, words } = useWidget();
  const lines = toLines(state.entries, state.drafts);
  const { log, content, above, toBottom, onScroll } = useBottom(shown, lines.at(-1));
  const waiting = awaitsAnswer(lines) ? lines.at(-1) : undefined;

  return (
    <div class="middle">
      <div
        class="log"
        ref={log}
        role="log"
        aria-label={words.conversation}
        aria-live={state.restored ? 'polite' : 'off'}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={onScroll}
      >
        <div class="content" ref={content}>
          <Welcome fresh={fresh} />
          {!fresh && <Consent />}
          {groupLines(lines).map((group) => (
            <LineGroup key={group.key} group={group} />
          ))}
          <Choices label={words.answers} choices={standingOffers(lines)} onPick={(choice) => chat.pick(choice)} />
          {waiting && <Typing key={waiting.key} since={waiting.at} />}
        </div>
      </div>
      {above && (
        <button type="button" class="newest" onClick={toBottom}>
          <DownIcon /> {words.newest}
        </button>
      )}
    </div>
  );
}
