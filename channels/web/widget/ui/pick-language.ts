/** The first wish (BCP 47) that the hotel speaks; else its default language. */
export function pickLanguage(wishes: readonly (string | null | undefined)[], spoken: readonly string[]): string {
  const primaries = wishes.map((wish) => wish?.toLowerCase().split('-')[0]);
  return primaries.find((primary) => primary !== undefined && spoken.includes(primary)) ?? spoken[0] ?? 'en';
}
