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
}

export const transcriberOperations = { transcribe: 'read' } as const;
