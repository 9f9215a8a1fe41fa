import { Anchor } from './anchor.tsx';
import { useWidget } from './widget.ts';

/** What the guest agrees to by writing: above the field before the first message, at the top of the log afterwards. */
export function Consent() {
  const { consent } = useWidget().texts;
  if (!consent) return null;
  return (
    <p class="consent">
      {consent.text} {consent.link && <Anchor url={consent.link.url}>{consent.link.title}</Anchor>}
    </p>
  );
}
