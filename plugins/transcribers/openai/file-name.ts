/** Servers tell the format by the ending of the name. */
const endings: Record<string, string> = {
  'audio/ogg': 'ogg',
  'audio/opus': 'ogg',
  'audio/mpeg': 'mp3',
  'audio/mp3': 'mp3',
  'audio/mp4': 'm4a',
  'audio/m4a': 'm4a',
  'audio/x-m4a': 'm4a',
  'audio/aac': 'm4a',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'audio/wave': 'wav',
  'audio/webm': 'webm',
  'audio/flac': 'flac',
};

/** `voice.ogg` for `audio/ogg; codecs=opus`. */
export function fileName(mime: string): string {
  const [type = ''] = mime.toLowerCase().split(';');
  return `voice.${endings[type.trim()] ?? 'ogg'}`;
}
