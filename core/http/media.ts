import type { HttpAnswer, MediaFile } from '@botones/contract';

/** Types that a browser shows without running anything in them; everything else is a download. */
const shown = /^(image\/(jpeg|png|webp|gif|avif|svg\+xml)|application\/pdf)$/;

/** A file that anybody may read. Its address names its bytes, so it never changes. */
export function answerMedia(file: MediaFile): HttpAnswer {
  return {
    status: 200,
    headers: {
      'content-type': shown.test(file.mime) ? file.mime : 'application/octet-stream',
      'cache-control': 'public, max-age=31536000, immutable',
      // An SVG is a document: opened by itself it must not run anything. Pages of other sites may show pictures.
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
    },
    body: file.bytes,
  };
}
