import type { AudioPart, DocumentPart, ImagePart } from '@botones/contract';
import { useState } from 'preact/hooks';
import { DocumentIcon } from './icons.tsx';
import { safeMedia } from './safe-url.ts';
import { useWidget } from './widget.ts';

/** A picture that opens in full; its description, where it cannot be loaded. */
export function ImageView({ part }: { part: ImagePart }) {
  const { base, words } = useWidget();
  const [broken, setBroken] = useState(false);
  const url = safeMedia(part.media.url, base);
  const alt = part.alt || words.picture;
  if (url === null || broken) return <div class="bubble">{alt}</div>;
  return (
    <a class="picture" href={url} target="_blank" rel="noopener noreferrer">
      <img src={url} alt={alt} loading="lazy" referrerPolicy="no-referrer" onError={() => setBroken(true)} />
      <span class="unseen"> ({words.newTab})</span>
    </a>
  );
}

export function AudioView({ part }: { part: AudioPart }) {
  const { base } = useWidget();
  const url = safeMedia(part.media.url, base);
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: its words stand beneath it */}
      {url && <audio class="audio" controls preload="none" src={url} />}
      {part.transcript && <div class="bubble">{part.transcript}</div>}
    </>
  );
}

export function DocumentView({ part }: { part: DocumentPart }) {
  const { base, words } = useWidget();
  const url = safeMedia(part.media.url, base);
  const face = (
    <>
      <DocumentIcon />
      <span>
        <strong>{part.name}</strong>
        <small>{words.document}</small>
      </span>
    </>
  );
  if (url === null) return <div class="document">{face}</div>;
  return (
    <a class="document" href={url} target="_blank" rel="noopener noreferrer">
      {face}
    </a>
  );
}
