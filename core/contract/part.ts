/**
 * What a message is made of, the same for every channel and both directions.
 * A channel turns platform bytes into parts and parts into platform payloads.
 */
export type Part =
  | TextPart
  | ChoicesPart
  | CardsPart
  | ImagePart
  | AudioPart
  | DocumentPart
  | LocationPart
  | LinkPart
  | PickedPart
  | UnsupportedPart;

/** Plain text. Never HTML or Markdown; a channel escapes what its platform would interpret. */
export interface TextPart {
  type: 'text';
  text: string;
}

/**
 * A question with ready answers. Platforms limit their number and length
 * (WhatsApp: 3 buttons or 10 list rows), so a channel may degrade them to a numbered text;
 * core understands a typed "2" or the label all the same.
 */
export interface ChoicesPart {
  type: 'choices';
  text: string;
  choices: Choice[];
}

export interface Choice {
  /** What the guest reads. */
  title: string;
  /** What comes back when it is picked: `/intent`, `/intent{"entity":"value"}` or any text. */
  payload: string;
  /** A second, smaller line where the platform has room for one. */
  description?: string;
}

/** A carousel: room types, offers. Shown one under another where there is no carousel. */
export interface CardsPart {
  type: 'cards';
  cards: Card[];
}

export interface Card {
  title: string;
  text?: string;
  image?: Media & { alt: string };
  choices?: Choice[];
  link?: { title: string; url: string };
}

export interface ImagePart {
  type: 'image';
  media: Media;
  /** For screen readers, and the text a channel without images sends. */
  alt: string;
}

export interface AudioPart {
  type: 'audio';
  media: Media;
  /** Recorded on the spot (a voice message), not a file that was attached. */
  voice: boolean;
  /** What is said in it, once somebody has listened. */
  transcript?: string;
}

export interface DocumentPart {
  type: 'document';
  media: Media;
  /** Of the file, with its ending; empty where it has none. */
  name: string;
}

export interface LocationPart {
  type: 'location';
  /** Degrees, WGS 84. */
  latitude: number;
  longitude: number;
  name?: string;
  address?: string;
}

export interface LinkPart {
  type: 'link';
  title: string;
  /** https, tel or mailto. */
  url: string;
}

/** Inbound: the guest pressed one of our choices. */
export interface PickedPart {
  type: 'picked';
  payload: string;
  title: string;
}

/** Inbound: something this channel cannot read (a poll, a sticker). The guest is told once, politely. */
export interface UnsupportedPart {
  type: 'unsupported';
  /** The platform's own name for it. */
  what: string;
}

/**
 * A file. Inbound media is usually a reference (`id`) that the channel's `fetchMedia` turns into bytes later;
 * outbound media is a public https `url`.
 */
export interface Media {
  id?: string;
  url?: string;
  /** MIME type as the platform names it; sniffed again before use. */
  mime?: string;
  /** Size in bytes. */
  bytes?: number;
  sha256?: string;
}
