import { RATE, toWav } from './to-wav.ts';

/** Longer than anybody talks to a hotel; 3.8 MB. */
const MAX_MS = 120_000;

export interface Recording {
  /** Ends it; the file, or null when there was no sound. */
  finish(): Promise<Blob | null>;
  drop(): void;
}

export function canRecord(): boolean {
  return typeof MediaRecorder === 'function' && navigator.mediaDevices?.getUserMedia !== undefined;
}

/** Asks for the microphone and records. Rejects where the guest, or the browser, says no. */
export async function record(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream);
  const chunks: Blob[] = [];
  recorder.ondataavailable = ({ data }) => chunks.push(data);
  const ended = new Promise<void>((resolve) => {
    recorder.onstop = () => {
      for (const track of stream.getTracks()) track.stop();
      resolve();
    };
  });
  const stop = () => recorder.state !== 'inactive' && recorder.stop();
  const limit = setTimeout(stop, MAX_MS);
  recorder.start();
  return {
    async finish() {
      clearTimeout(limit);
      stop();
      await ended;
      return chunks.some(({ size }) => size > 0) ? toWav(await decode(new Blob(chunks))) : null;
    },
    drop() {
      clearTimeout(limit);
      stop();
    },
  };
}

/** Every browser records in a form of its own, and can read that. */
async function decode(blob: Blob): Promise<Float32Array> {
  const reader = new OfflineAudioContext(1, 1, RATE);
  const sound = await reader.decodeAudioData(await blob.arrayBuffer());
  const mixer = new OfflineAudioContext(1, Math.max(1, Math.ceil(sound.duration * RATE)), RATE);
  const source = mixer.createBufferSource();
  source.buffer = sound;
  source.connect(mixer.destination);
  source.start();
  return (await mixer.startRendering()).getChannelData(0);
}
