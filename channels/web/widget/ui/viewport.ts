const OPEN = 'botones:open';

/** On a phone the open chat takes the whole screen. The same figure stands in the styles. */
export function isPhone(): boolean {
  return matchMedia('(max-width: 560px)').matches;
}

/** A keyboard of glass covers half of a phone; focus must not call it up unasked. */
export function hasKeyboard(): boolean {
  return matchMedia('(pointer: fine)').matches;
}

/** Guests walk through the hotel's pages with the chat open. On a phone it would hide each next page. */
export function wasOpen(): boolean {
  try {
    return !isPhone() && sessionStorage.getItem(OPEN) !== null;
  } catch {
    return false;
  }
}

export function rememberOpen(open: boolean): void {
  try {
    if (open) sessionStorage.setItem(OPEN, '1');
    else sessionStorage.removeItem(OPEN);
  } catch {
    // Storage is blocked: the next page starts closed.
  }
}
