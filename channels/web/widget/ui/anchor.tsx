import type { ComponentChildren } from 'preact';
import { safeLink } from './safe-url.ts';
import { useWidget } from './widget.ts';

/** A link that may be followed, in a new tab; text, where it may not. */
export function Anchor({ url, class: name, children }: { url: string; class?: string; children: ComponentChildren }) {
  const { words } = useWidget();
  const href = safeLink(url);
  if (href === null) return <span class={name}>{children}</span>;
  if (!href.startsWith('https:')) {
    return (
      <a class={name} href={href}>
        {children}
      </a>
    );
  }
  return (
    <a class={name} href={href} target="_blank" rel="noopener noreferrer">
      {children}
      <span class="unseen"> ({words.newTab})</span>
    </a>
  );
}
