import type { Ask } from "./asks.js";

/** Calls `visit` once for each pair of asks, of different provisions, that share a key. */
export function eachPair(
  asks: readonly Ask[],
  keysOf: (ask: Ask) => readonly string[],
  visit: (one: Ask, other: Ask) => void,
): void {
  const buckets = new Map<string, number[]>();
  asks.forEach((ask, index) => {
    for (const key of keysOf(ask)) {
      const bucket = buckets.get(key);
      if (bucket === undefined) buckets.set(key, [index]);
      else bucket.push(index);
    }
  });
  const seen = new Set<number>();
  for (const bucket of buckets.values())
    for (let first = 0; first < bucket.length; first += 1)
      for (let second = first + 1; second < bucket.length; second += 1) {
        const [i, j] = [bucket[first] as number, bucket[second] as number];
        const [one, other] = [asks[i] as Ask, asks[j] as Ask];
        const pair = i * asks.length + j;
        if (one.placed === other.placed || seen.has(pair)) continue;
        seen.add(pair);
        visit(one, other);
      }
}
