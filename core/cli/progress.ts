/** Shows how far a training is: one line that changes on a terminal, one line a step elsewhere. */
export interface ProgressLine {
  report(step: string, done: number, total: number): void;
  /** Takes the line away. */
  clear(): void;
}

export function createProgress(stream: NodeJS.WriteStream): ProgressLine {
  const terminal = stream.isTTY;
  let told = '';
  return {
    report(step, done, total) {
      if (terminal) stream.write(`\r\x1b[2K  ${bar(done / total)}  ${step}`);
      else if (done === total && step !== told) {
        told = step;
        stream.write(`  ${step}\n`);
      }
    },
    clear() {
      if (terminal) stream.write('\r\x1b[2K');
    },
  };
}

function bar(share: number): string {
  const full = Math.round(20 * Math.min(1, share));
  return '█'.repeat(full) + '░'.repeat(20 - full);
}
