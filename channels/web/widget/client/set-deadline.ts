/**
 * A signal that aborts with `parent`, or once `milliseconds` pass without `extend`.
 * (`AbortSignal.any` would do half of it, and Safari has it only since 17.4.)
 */
export function setDeadline(parent: AbortSignal, milliseconds: number) {
  const controller = new AbortController();
  const abort = () => controller.abort();
  let timer = setTimeout(abort, milliseconds);
  parent.addEventListener('abort', abort);
  if (parent.aborted) abort();
  return {
    signal: controller.signal,
    extend(by: number) {
      clearTimeout(timer);
      timer = setTimeout(abort, by);
    },
    end() {
      clearTimeout(timer);
      parent.removeEventListener('abort', abort);
    },
  };
}
