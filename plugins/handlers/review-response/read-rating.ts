const words: Readonly<Record<string, number>> = {
  una: 1,
  uno: 1,
  one: 1,
  dos: 2,
  two: 2,
  tres: 3,
  three: 3,
  cuatro: 4,
  four: 4,
  cinco: 5,
  five: 5,
};
const stars =
  /([1-5]|una?o?|one|dos|two|tres|three|cuatro|four|cinco|five)\s*(?:estrellas?|stars?|\/\s*5|de 5|out of (?:5|five)|sobre 5|\*)/iu;

/** 1 to 5 of `4`, "4 estrellas", "five stars", "3/5", "★★★★"; null for anything else. */
export function readRating(said: unknown): number | null {
  const text = String(said ?? '')
    .trim()
    .toLowerCase();
  const signs = text.match(/[★⭐]/gu)?.length ?? 0;
  if (signs >= 1 && signs <= 5) return signs;
  const told = /^[1-5]$/.test(text) ? text : stars.exec(text)?.[1];
  return told === undefined ? null : (words[told] ?? (Number(told) || null));
}
