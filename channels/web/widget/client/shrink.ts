/** Enough to read a receipt. */
const MAX_SIDE = 2000;
const SMALL_BYTES = 1_000_000;

/** A photo of a phone, smaller; anything else, and what this browser cannot draw, as it is. */
export async function shrink(file: Blob): Promise<Blob> {
  if (!/^image\/(jpeg|png|webp|hei[cf])$/.test(file.type)) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = MAX_SIDE / Math.max(picture.width, picture.height);
    if (scale >= 1 && file.size <= SMALL_BYTES && !/hei[cf]/.test(file.type)) return file;
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * Math.min(1, scale));
    canvas.height = Math.round(picture.height * Math.min(1, scale));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob((small) => resolve(small ?? file), 'image/jpeg', 0.85));
  } catch {
    return file;
  }
}
