import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** "¿A qué hora es el desayuno?", said by espeak-ng: Ogg/Opus, 1.8 s. */
export const recording = {
  bytes: new Uint8Array(readFileSync(join(import.meta.dirname, '../data/breakfast-es.ogg'))),
  mime: 'audio/ogg; codecs=opus',
};

/** A WAV file of 16-bit samples. */
export function aWav(samples: readonly number[], { rate = 16_000, channels = 1, kind = 1 } = {}): Uint8Array {
  const bytes = Buffer.alloc(44 + 2 * samples.length);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(36 + 2 * samples.length, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(kind, 20);
  bytes.writeUInt16LE(channels, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(rate * channels * 2, 28);
  bytes.writeUInt16LE(channels * 2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(2 * samples.length, 40);
  for (const [index, sample] of samples.entries()) bytes.writeInt16LE(Math.round(sample * 32_767), 44 + 2 * index);
  return new Uint8Array(bytes);
}
