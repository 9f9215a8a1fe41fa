/** Rings when there may be news. A ring that nobody waits for is remembered, so none falls between reading and waiting. */
export class Bell {
  #rung = false;
  #wake: (() => void) | null = null;

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Resolves at the next ring (at once, if there was one), after `milliseconds`, or when `signal` aborts. */
  async wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (!this.#rung && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(wake, milliseconds);
        function wake() {
          clearTimeout(timer);
          signal.removeEventListener('abort', wake);
          resolve();
        }
        signal.addEventListener('abort', wake);
        this.#wake = wake;
      });
    }
    this.#wake = null;
    this.#rung = false;
  }
}
