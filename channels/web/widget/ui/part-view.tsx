import type { Part } from '@botones/contract';
import { Anchor } from './anchor.tsx';
import { Cards } from './cards.tsx';
import { LinkIcon } from './link-icon.tsx';
import { LocationCard } from './location-card.tsx';
import { AudioView, DocumentView, ImageView } from './media-views.tsx';
import { RichText } from './rich-text.tsx';

/** One part of a message. Every text is text: nothing in it is ever read as markup. */
export function PartView({ part }: { part: Part }) {
  switch (part.type) {
    case 'text':
    case 'choices':
      return <RichText text={part.text} />;
    case 'picked':
      return <div class="bubble">{part.title}</div>;
    case 'cards':
      return <Cards cards={part.cards} />;
    case 'image':
      return <ImageView part={part} />;
    case 'audio':
      return <AudioView part={part} />;
    case 'document':
      return <DocumentView part={part} />;
    case 'location':
      return <LocationCard part={part} />;
    case 'link':
      return (
        <Anchor class="action" url={part.url}>
          {part.title} <LinkIcon url={part.url} />
        </Anchor>
      );
    case 'unsupported':
      return null;
  }
}
