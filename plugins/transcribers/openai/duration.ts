/** Opus counts its samples at 48 kHz, whatever was recorded (RFC 7845, section 4). */
const OPUS_RATE = 48_000;

/** Length in seconds of an Ogg or WAV file, by its own counts; 0 where it cannot be told. */
export function durationOf(bytes: Uint8Array, mime: string): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (mime.startsWith('audio/ogg') || mime.startsWith('audio/opus')) return ofOgg(bytes, view);
  return /^audio\/(x-)?wave?\b/.test(mime) ? ofWav(bytes, view) : 0;
}

/** The last page says how many samples there are up to its end. */
function ofOgg(bytes: Uint8Array, view: DataView): number {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const page = text.lastIndexOf('OggS');
  if (page < 0 || page + 14 > bytes.length) return 0;
  const samples = Number(view.getBigInt64(page + 6, true));
  return samples > 0 ? samples / OPUS_RATE : 0;
}

/** RIFF: bytes of sound by bytes a second. */
function ofWav(bytes: Uint8Array, view: DataView): number {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf('data', 12);
  if (data < 0 || data + 8 > bytes.length || bytes.length < 36) return 0;
  const rate = view.getUint32(28, true);
  const length = Math.min(view.getUint32(data + 4, true), bytes.length - data - 8);
  return rate > 0 ? length / rate : 0;
}
