/** A small seeded generator (mulberry32), so that a run can be repeated exactly. */
export type Random = {
  /** A whole number from 0 up to but not including `below`. */
  readonly int: (below: number) => number;
  /** True once in `n` times. */
  readonly oneIn: (n: number) => boolean;
  readonly pick: <T>(items: readonly T[]) => T;
  /** A number from 1 to `most`, of any order of magnitude. */
  readonly amount: (most: bigint) => bigint;
};

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  const int = (below: number) => Math.floor((next() / 2 ** 32) * below);
  const bits = () => (BigInt(next()) << 96n) | (BigInt(next()) << 64n) | (BigInt(next()) << 32n) | BigInt(next());
  return {
    int,
    oneIn: (n) => int(n) === 0,
    pick: (items) => items[int(items.length)] as (typeof items)[number],
    amount: (most) => {
      const digits = BigInt(int(most.toString(2).length) + 1);
      const value = (bits() & ((1n << digits) - 1n)) + 1n;
      return value > most ? most : value;
    },
  };
}
