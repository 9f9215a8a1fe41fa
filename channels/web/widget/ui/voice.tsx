import { useEffect, useState } from 'preact/hooks';
import { canRecord, type Recording, record } from '../client/recorder.ts';
import { CloseIcon, MicrophoneIcon, SendIcon } from './icons.tsx';
import { useWidget } from './widget.ts';

export interface Voice {
  /** There is a microphone to ask for. */
  readonly offered: boolean;
  readonly running: boolean;
  readonly refused: boolean;
  start(): Promise<void>;
  finish(): Promise<void>;
  drop(): void;
}

/** The microphone, while the guest records. */
export function useVoice(): Voice {
  const { chat } = useWidget();
  const [recording, setRecording] = useState<Recording | null>(null);
  const [refused, setRefused] = useState(false);
  useEffect(() => () => recording?.drop(), [recording]);
  return {
    offered: canRecord(),
    running: recording !== null,
    refused,
    async start() {
      try {
        setRefused(false);
        setRecording(await record());
      } catch {
        setRefused(true);
      }
    },
    async finish() {
      const file = await recording?.finish();
      setRecording(null);
      if (file) await chat.sendFile(file, 'voice.wav', true);
    },
    drop() {
      recording?.drop();
      setRecording(null);
    },
  };
}

export function RecordButton({ voice }: { voice: Voice }) {
  const { words } = useWidget();
  return (
    <button
      type="button"
      class="tool"
      aria-label={words.record}
      title={words.record}
      onClick={() => void voice.start()}
    >
      <MicrophoneIcon />
    </button>
  );
}

/** In place of the field, while the guest speaks. */
export function RecordingBar({ voice }: { voice: Voice }) {
  const { words } = useWidget();
  return (
    <div class="field recording">
      <button type="button" class="tool" aria-label={words.dropRecording} onClick={() => voice.drop()}>
        <CloseIcon />
      </button>
      <p role="status">{words.recording}</p>
      <button type="button" class="send" aria-label={words.stopRecording} onClick={() => void voice.finish()}>
        <SendIcon />
      </button>
    </div>
  );
}
