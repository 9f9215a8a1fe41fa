import type { Line } from '../client/timeline.ts';
import type { Group } from './group.ts';
import { PartView } from './part-view.tsx';
import { Day, Hour } from './time.tsx';
import { useWidget } from './widget.ts';

/** What one author wrote in a row, with the name of a person and the hour. */
export function LineGroup({ group }: { group: Group }) {
  const { settings, words } = useWidget();
  const { from, author, lines, newDay } = group;
  const speaker = from === 'guest' ? words.you : (author ?? settings.hotel);
  const last = lines.at(-1);
  return (
    <>
      {newDay && lines[0] && <Day at={lines[0].at} />}
      <div class={`group ${from}`}>
        {from === 'staff' ? <p class="author">{speaker}</p> : <p class="unseen">{speaker}:</p>}
        {lines.map((line) => (
          <LineView key={line.key} line={line} />
        ))}
        {last?.state === 'stored' && <Hour at={last.at} />}
      </div>
    </>
  );
}

function LineView({ line }: { line: Line }) {
  const { chat, words } = useWidget();
  return (
    <div class={`line ${line.state}`}>
      {line.parts.map((part, index) => (
        <PartView key={index} part={part} />
      ))}
      {line.state === 'failed' && (
        <p class="failure" role="alert">
          {words.failed}{' '}
          <button type="button" onClick={() => chat.retry(line.key)}>
            {words.retry}
          </button>
        </p>
      )}
    </div>
  );
}
