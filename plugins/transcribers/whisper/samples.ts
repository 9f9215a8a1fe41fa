import { BotonesError } from '@botones/contract';
import { OggOpusDecoder } from 'ogg-opus-decoder';

/** What whisper hears. */
export const RATE = 16_000;

/** A voice message, decoded: mono, 16 kHz, -1 to 1. @throws BotonesError `ERR_MEDIA_UNREADABLE` for a format that it cannot read. */
export async function samplesOf(bytes: Uint8Array): Promise<Float32Array> {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 12)).toString('latin1');
  if (head.startsWith('OggS')) return ofOgg(bytes);
  if (head.startsWith('RIFF') && head.endsWith('WAVE')) return ofWav(bytes);
  throw unreadable('is neither Ogg/Opus nor WAV');
}

async function ofOgg(bytes: Uint8Array): Promise<Float32Array> {
  const decoder = new OggOpusDecoder();
  try {
    await decoder.ready;
    const { channelData, samplesDecoded, sampleRate } = await decoder.decodeFile(bytes);
    if (samplesDecoded === 0) throw unreadable('holds no sound');
    return resample(mix(channelData), sampleRate);
  } finally {
    decoder.free();
  }
}

/** 16-bit PCM, the one kind that recorders write. */
function ofWav(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf('data', 12);
  if (data < 0 || bytes.length < 44 || view.getUint16(20, true) !== 1 || view.getUint16(34, true) !== 16) {
    throw unreadable('is a WAV file of another kind than 16-bit PCM');
  }
  const channels = Math.max(1, view.getUint16(22, true));
  const rate = view.getUint32(24, true);
  const length = Math.min(view.getUint32(data + 4, true), bytes.length - data - 8);
  const frames = Math.floor(length / (2 * channels));
  if (frames === 0 || rate === 0) throw unreadable('holds no sound');
  const all = Array.from({ length: channels }, (_, channel) =>
    Float32Array.from({ length: frames }, (_unused, frame) => {
      return view.getInt16(data + 8 + 2 * (frame * channels + channel), true) / 32_768;
    }),
  );
  return resample(mix(all), rate);
}

function mix(channels: readonly Float32Array[]): Float32Array {
  const [first = new Float32Array()] = channels;
  if (channels.length < 2) return first;
  return first.map((_, index) => channels.reduce((sum, one) => sum + (one[index] ?? 0), 0) / channels.length);
}

/** The mean of the samples that fall into one: enough of a low-pass for speech, since nothing above 8 kHz matters in it. */
function resample(samples: Float32Array, rate: number): Float32Array {
  if (rate === RATE) return samples;
  const step = rate / RATE;
  return Float32Array.from({ length: Math.floor(samples.length / step) }, (_, index) => {
    const from = Math.floor(index * step);
    const until = Math.max(from + 1, Math.floor((index + 1) * step));
    let sum = 0;
    for (let at = from; at < until; at += 1) sum += samples[at] ?? 0;
    return sum / (until - from);
  });
}

function unreadable(why: string): BotonesError {
  return new BotonesError('ERR_MEDIA_UNREADABLE', `The recording ${why}.`);
}
