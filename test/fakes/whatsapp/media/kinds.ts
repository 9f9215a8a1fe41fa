const MB = 1024 * 1024;

interface Kind {
  types: readonly string[];
  bytes: number;
}

const office = ['msword', 'vnd.ms-excel', 'vnd.ms-powerpoint'].map((name) => `application/${name}`);
const openOffice = ['wordprocessingml.document', 'spreadsheetml.sheet', 'presentationml.presentation'].map(
  (name) => `application/vnd.openxmlformats-officedocument.${name}`,
);

/** What may be sent as what. */
export const mediaKinds: Readonly<Record<string, Kind>> = {
  image: { types: ['image/jpeg', 'image/png'], bytes: 5 * MB },
  audio: { types: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'], bytes: 16 * MB },
  video: { types: ['video/mp4', 'video/3gpp'], bytes: 16 * MB },
  document: { types: ['text/plain', 'application/pdf', ...office, ...openOffice], bytes: 100 * MB },
  sticker: { types: ['image/webp'], bytes: 500 * 1024 },
};

/** `audio/ogg; codecs=opus` → `audio/ogg`. */
export const bareType = (mime: string) => (mime.split(';')[0] ?? '').trim().toLowerCase();

/** Why these bytes cannot be sent as this kind; null: they can. A document may be anything else that is sent, too. */
export function whyNot(kind: string, mime: string, size: number): string | null {
  const { types, bytes } = mediaKinds[kind] ?? { types: [], bytes: 0 };
  const fits = kind === 'document' || types.includes(bareType(mime));
  if (!fits) return `Unsupported ${kind} mime type ${bareType(mime)}. Please use one of ${types.join(', ')}.`;
  return size > bytes ? `File size exceeds the limit of ${bytes} bytes for ${kind}.` : null;
}
