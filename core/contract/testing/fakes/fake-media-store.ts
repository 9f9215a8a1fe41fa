import { createHash } from 'node:crypto';
import type { MediaFile, MediaStore } from '../../media-store.ts';

/** Files in memory. */
export function fakeMediaStore(): MediaStore {
  const files = new Map<string, MediaFile>();
  return {
    async put({ public: isPublic = false, ...file }) {
      const sha256 = createHash('sha256').update(file.bytes).digest('hex');
      const id = isPublic ? sha256 : `${files.size + 1}`;
      files.set(id, file);
      const stored = { id, mime: file.mime, bytes: file.bytes.length, sha256 };
      return isPublic ? { ...stored, url: `/media/${id}` } : stored;
    },
    get: async (idOrUrl) => files.get(idOrUrl.replace(/^.*\/media\//, '')) ?? null,
  };
}
