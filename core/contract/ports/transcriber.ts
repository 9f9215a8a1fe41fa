import type { Property } from '../property.ts';
import type { OutputOf, Schema } from '../schema.ts';
import { CONTRACT_VERSION } from '../version.ts';
import type { Operations } from './operations.ts';

/** Turns a voice message into words. */
export interface Transcriber {
  /** Throws when it cannot; the guest is then asked to write. */
  transcribe(
    audio: { bytes: Uint8Array; mime: string; language: string | null },
    signal: AbortSignal,
  ): Promise<Transcription>;
}

export interface Transcription {
  text: string;
  /** BCP 47, as the transcriber heard it. */
  language: string | null;
  /** Length of the recording. */
  seconds: number;
  /** What it cost, in units of the currency (0.006, not minor units), where the transcriber knows. */
  cost?: { amount: number; currency: string };
}

export const transcriberOperations = { transcribe: { does: 'read' } } as const satisfies Operations<Transcriber>;

export interface TranscriberPlugin<S extends Schema | undefined = Schema | undefined> {
  readonly kind: 'transcriber';
  readonly contract: number;
  readonly name: string;
  readonly options?: S;
  setup(context: TranscriberContext<OutputOf<S>>): Transcriber | Promise<Transcriber>;
}

export interface TranscriberContext<Options> {
  readonly options: Options;
  readonly property: Property;
  /** A line for operators: a constant sentence, and fields that name no guest. */
  log(sentence: string, fields: Readonly<Record<string, string | number>>): void;
  onClose(close: () => void | Promise<void>): void;
}

export function defineTranscriber<S extends Schema | undefined = undefined>(
  plugin: Omit<TranscriberPlugin<S>, 'kind' | 'contract'>,
): TranscriberPlugin<S> {
  return { ...plugin, kind: 'transcriber', contract: CONTRACT_VERSION };
}
