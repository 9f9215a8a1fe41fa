import { useEffect, useState } from 'preact/hooks';
import { useWidget } from './widget.ts';

/** A blink of the network is not worth a word. */
const GRACE_MS = 1500;

/** Says that the connection is lost, and is gone when it is back. */
export function Banner() {
  const { state, words } = useWidget();
  const lost = state.connection === 'lost';
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!lost) return setShown(false);
    const timer = setTimeout(() => setShown(true), GRACE_MS);
    return () => clearTimeout(timer);
  }, [lost]);
  return (
    <div class="banner" role="status" hidden={!shown}>
      {shown && words.lost}
    </div>
  );
}
