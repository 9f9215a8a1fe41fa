import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Line } from '../client/timeline.ts';

/** Nearer to the end than this, a reader wants to see what comes next. */
const NEAR_PX = 64;

/** Keeps the end of the log in sight for those who read there, and tells the others when something new stands below. */
export function useBottom(shown: boolean, last: Line | undefined) {
  const log = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const near = useRef(true);
  const [above, setAbove] = useState(false);

  function toBottom(): void {
    const { current } = log;
    if (current) current.scrollTop = current.scrollHeight;
    near.current = true;
    setAbove(false);
  }

  function onScroll(): void {
    const { current } = log;
    if (!current) return;
    near.current = current.scrollHeight - current.scrollTop - current.clientHeight < NEAR_PX;
    if (near.current) setAbove(false);
  }

  useLayoutEffect(() => {
    if (near.current || last?.state === 'sending') toBottom();
    else if (last) setAbove(true);
  }, [last?.key, shown]);

  // Pictures load and keyboards open later than lines arrive.
  useEffect(() => {
    const watcher = new ResizeObserver(() => near.current && toBottom());
    for (const { current } of [log, content]) if (current) watcher.observe(current);
    return () => watcher.disconnect();
  }, []);

  return { log, content, above, toBottom, onScroll };
}
