const MOST = 2_000;

/** The last names that were put in; of older ones nothing is known. */
export function createRecent() {
  const names = new Set<string>();
  return {
    add(name: string): void {
      names.add(name);
      for (const oldest of names) {
        if (names.size <= MOST) return;
        names.delete(oldest);
      }
    },
    has: (name: string): boolean => names.has(name),
  };
}
