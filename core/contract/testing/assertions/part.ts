import type {
  AudioPart,
  Card,
  CardsPart,
  Choice,
  ChoicesPart,
  DocumentPart,
  ImagePart,
  LinkPart,
  LocationPart,
  Media,
  Part,
  PickedPart,
  TextPart,
  UnsupportedPart,
} from '../../part.ts';
import { between, flag, listOf, matching, object, oneOf, optional, plain, type Rule, text, words } from './rules.ts';

type PartRules = { [Type in Part['type']]: Rule };

const choice = object<Choice>({ title: words, payload: words, description: optional(text) });
const choices = listOf(choice);

const mediaFields = {
  id: optional(words),
  url: optional(matching(/^https?:\/\/\S+$/, 'a web address')),
  mime: optional(words),
  bytes: optional(between(0, Number.MAX_SAFE_INTEGER)),
  sha256: optional(words),
};

/** A reference that `fetchMedia` follows later, or an address. */
const inboundMedia: Rule = (value, path) => {
  object<Media>(mediaFields)(value, path);
  const { id, url } = value as Media;
  words(id ?? url, `${path}.id`);
};

/** The guest's device or the platform fetches it. */
const outboundMedia = object<Media>({ ...mediaFields, url: matching(/^https:\/\/\S+$/, 'a public https address') });

const linkUrl = matching(/^(https?:\/\/|tel:|mailto:)\S+$/, 'an https, tel or mailto address');

function rulesFor(media: Rule): PartRules {
  const type = words;
  const image: Rule = (value, path) => {
    const { alt, ...file } = (value ?? {}) as { alt?: unknown };
    text(alt, `${path}.alt`);
    media(file, path);
  };
  const card = object<Card>({
    title: words,
    text: optional(text),
    image: optional(image),
    choices: optional(choices),
    link: optional(object<{ title: string; url: string }>({ title: words, url: linkUrl })),
  });
  return {
    text: object<TextPart>({ type, text }),
    choices: object<ChoicesPart>({ type, text, choices }),
    cards: object<CardsPart>({ type, cards: listOf(card) }),
    image: object<ImagePart>({ type, media, alt: text }),
    audio: object<AudioPart>({ type, media, voice: flag, transcript: optional(text) }),
    document: object<DocumentPart>({ type, media, name: text }),
    location: object<LocationPart>({
      type,
      latitude: between(-90, 90),
      longitude: between(-180, 180),
      name: optional(text),
      address: optional(text),
    }),
    link: object<LinkPart>({ type, title: words, url: linkUrl }),
    picked: object<PickedPart>({ type, payload: words, title: text }),
    unsupported: object<UnsupportedPart>({ type, what: text }),
  };
}

/** Every type of part that there is. */
export const partTypes = Object.keys(rulesFor(plain)) as Part['type'][];

const partRule =
  (rules: PartRules, allowed: readonly Part['type'][]): Rule =>
  (value, path) => {
    const { type } = (value ?? {}) as { type: Part['type'] };
    oneOf(...allowed)(type, `${path}.type`);
    rules[type](value, path);
  };

/** What a channel reads. */
export const inboundPart = partRule(rulesFor(inboundMedia), partTypes);

/** What a handler sends. */
export const outboundPart = partRule(
  rulesFor(outboundMedia),
  partTypes.filter((type) => type !== 'picked' && type !== 'unsupported'),
);
