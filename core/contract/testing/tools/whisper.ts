/** Stands for what a guest says in confidence. Letters that nothing else holds, so that even a snippet is recognised. */
export const whisper = 'ʬ'.repeat(24);

/** Does a line that goes to the log repeat some of it? */
export function hasWhisper(line: string): boolean {
  return line.includes('ʬ');
}
