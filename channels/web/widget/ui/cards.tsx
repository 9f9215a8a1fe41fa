import type { Card } from '@botones/contract';
import { useRef, useState } from 'preact/hooks';
import { Anchor } from './anchor.tsx';
import { BackIcon, ForthIcon } from './icons.tsx';
import { LinkIcon } from './link-icon.tsx';
import { safeMedia } from './safe-url.ts';
import { useWidget } from './widget.ts';

/** Room types, offers: side by side, to swipe, to step through by button, or to tab through. */
export function Cards({ cards }: { cards: readonly Card[] }) {
  const { words } = useWidget();
  const row = useRef<HTMLUListElement>(null);

  function step(direction: 1 | -1): void {
    const { current } = row;
    const width = current?.firstElementChild?.getBoundingClientRect().width ?? 0;
    current?.scrollBy({ left: direction * width });
  }

  return (
    <div class="carousel">
      <ul class="cards" ref={row}>
        {cards.map((card) => (
          <li key={card.title}>
            <CardView card={card} />
          </li>
        ))}
      </ul>
      {cards.length > 1 && (
        <div class="steps">
          <button type="button" aria-label={words.previous} onClick={() => step(-1)}>
            <BackIcon />
          </button>
          <button type="button" aria-label={words.next} onClick={() => step(1)}>
            <ForthIcon />
          </button>
        </div>
      )}
    </div>
  );
}

function CardView({ card }: { card: Card }) {
  const { base, chat } = useWidget();
  const [broken, setBroken] = useState(false);
  const picture = safeMedia(card.image?.url, base);
  return (
    <article class="card">
      {picture !== null && !broken && (
        <img
          src={picture}
          alt={card.image?.alt ?? ''}
          loading="lazy"
          referrerPolicy="no-referrer"
          onError={() => setBroken(true)}
        />
      )}
      <div class="facts">
        <h3>{card.title}</h3>
        {card.text && <p>{card.text}</p>}
      </div>
      {card.choices?.map((choice) => (
        <button type="button" key={choice.payload} onClick={() => chat.pick(choice)}>
          {choice.title}
        </button>
      ))}
      {card.link && (
        <Anchor class="more" url={card.link.url}>
          {card.link.title} <LinkIcon url={card.link.url} />
        </Anchor>
      )}
    </article>
  );
}
