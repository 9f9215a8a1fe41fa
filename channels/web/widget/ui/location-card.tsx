import type { LocationPart } from '@botones/contract';
import { Anchor } from './anchor.tsx';
import { OutIcon } from './icons.tsx';
import { useWidget } from './widget.ts';

/** A place as a card that leads to a map. The drawing is ours: no map service hears of the guest before the press. */
export function LocationCard({ part }: { part: LocationPart }) {
  const { words } = useWidget();
  return (
    <div class="place">
      <MapDrawing />
      <div class="facts">
        {part.name && <h3>{part.name}</h3>}
        {part.address && <p>{part.address}</p>}
      </div>
      <Anchor class="more" url={mapUrl(part)}>
        {words.map} <OutIcon />
      </Anchor>
    </div>
  );
}

/** https://developers.google.com/maps/documentation/urls: opens the app on a phone, the site elsewhere. */
function mapUrl({ latitude, longitude }: LocationPart): string {
  return `https://www.google.com/maps/search/?api=1&query=${latitude}%2C${longitude}`;
}

function MapDrawing() {
  return (
    <svg class="map" viewBox="0 0 280 110" preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">
      <path class="land" d="M0 0h280v110H0z" />
      <path class="sea" d="M0 78c40-14 62 6 104-4s58-26 96-20 60 22 80 14v42H0z" />
      <g class="streets">
        <path d="M-6 34c60 8 92-12 150-8s96 20 142 2" />
        <path d="M52-4c6 26-8 44 4 74M118-4c-4 22 10 44 2 72M196-4c8 20-6 40 8 58M240-4c-4 18 8 30 4 62" />
        <path d="M-6 62c34-6 70 4 108-6" />
      </g>
      <g class="pin" transform="translate(140 46)">
        <ellipse class="shade" cx="0" cy="18" rx="9" ry="3" />
        <path d="M0 18C-11 4-15-2-15-9a15 15 0 0 1 30 0c0 7-4 13-15 27z" />
        <circle class="hole" cx="0" cy="-9" r="5.5" />
      </g>
    </svg>
  );
}
