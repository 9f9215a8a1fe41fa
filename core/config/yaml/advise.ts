/**
 * A message for a zod issue that says what is wrong and what to do about it. Schemas under core/config use it for
 * their own checks; `checkShape` takes it apart again.
 */
export function advise(message: string, cure: string): string {
  return `${message}\n${cure}`;
}

/** `otherwise` is the cure of a message that brings none. */
export function readAdvice(advice: string, otherwise = 'correct it'): { message: string; cure: string } {
  const end = advice.indexOf('\n');
  return end < 0
    ? { message: advice, cure: otherwise }
    : { message: advice.slice(0, end), cure: advice.slice(end + 1) };
}
