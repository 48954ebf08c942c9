/** Indexes at which a key occurs that occurred before; a key that is undefined never repeats. */
export function repeats(keys: readonly (string | undefined)[]): readonly number[] {
  const seen = new Set<string>();
  return keys.flatMap((key, index) => {
    if (key === undefined) return [];
    if (seen.has(key)) return [index];
    seen.add(key);
    return [];
  });
}
