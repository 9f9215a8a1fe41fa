import type { Media } from './part.ts';

/** Files of a property in the bot's PostgreSQL, so that every process sees them. */
export interface MediaStore {
  /**
   * Keeps a file. A `public` one may be read by anybody at `url` (`/media/…`, below PUBLIC_URL where that is set) and is
   * kept for good, once however often it is put; any other has no `url`, and goes with the retention of the property.
   *
   * @throws BotonesError `ERR_MEDIA_TOO_LARGE` above 25 MB.
   */
  put(file: MediaFile & { readonly public?: boolean }): Promise<StoredMedia>;
  /** By `id`, or by the `url` of a public one. Null: there is none, or not any more. */
  get(idOrUrl: string): Promise<MediaFile | null>;
}

export interface MediaFile {
  readonly bytes: Uint8Array;
  readonly mime: string;
  readonly name?: string;
}

export interface StoredMedia extends Media {
  readonly id: string;
  readonly mime: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}
