import { useEffect, useState } from 'preact/hooks';
import { PATIENCE_MS } from '../client/awaits-answer.ts';
import { useWidget } from './widget.ts';

/** Most answers come sooner than this and need no dots. */
const LATE_MS = 350;

/** Dots while an answer is on its way; they give up after a while, because a promise should not stand for ever. */
export function Typing({ since }: { since: string }) {
  const { words } = useWidget();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const left = Math.min(PATIENCE_MS, Date.parse(since) + PATIENCE_MS - Date.now());
    if (left <= 0) return;
    const timers = [setTimeout(() => setShown(true), LATE_MS), setTimeout(() => setShown(false), left)];
    return () => timers.forEach(clearTimeout);
  }, [since]);
  if (!shown) return null;
  return (
    <div class="group bot">
      <div class="bubble typing">
        <span class="unseen">{words.typing}</span>
        <i />
        <i />
        <i />
      </div>
    </div>
  );
}
