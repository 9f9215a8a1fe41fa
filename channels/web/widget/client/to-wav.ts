/** What transcribers hear; 32 kB a second. */
export const RATE = 16_000;

/** Samples (mono, 16 kHz, -1 to 1) → a WAV file of 16 bits, the one form that every browser can make and every transcriber reads. */
export function toWav(samples: Float32Array): Blob {
  const bytes = new DataView(new ArrayBuffer(44 + 2 * samples.length));
  const text = (at: number, letters: string) => {
    for (let index = 0; index < letters.length; index += 1) bytes.setUint8(at + index, letters.charCodeAt(index));
  };
  text(0, 'RIFF');
  bytes.setUint32(4, 36 + 2 * samples.length, true);
  text(8, 'WAVEfmt ');
  bytes.setUint32(16, 16, true);
  bytes.setUint16(20, 1, true);
  bytes.setUint16(22, 1, true);
  bytes.setUint32(24, RATE, true);
  bytes.setUint32(28, 2 * RATE, true);
  bytes.setUint16(32, 2, true);
  bytes.setUint16(34, 16, true);
  text(36, 'data');
  bytes.setUint32(40, 2 * samples.length, true);
  samples.forEach((sample, index) => {
    bytes.setInt16(44 + 2 * index, Math.max(-1, Math.min(1, sample)) * 32_767, true);
  });
  return new Blob([bytes.buffer], { type: 'audio/wav' });
}
