/** Lower case without accents, of the same length, so that ranges count the same in both texts. */
export function foldText(text: string): string {
  return text.replace(/[^\0-\x7f]/g, plain).toLowerCase();
}

function plain(unit: string): string {
  const base = unit.normalize('NFD').replace(/\p{M}/gu, '');
  return base.length === 1 && base.toLowerCase().length === 1 ? base : unit;
}
