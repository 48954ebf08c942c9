import type { Flow } from "../../sdk/program/index.js";
import type { Random } from "./random.js";

/** Flows that sum up to `used` within a window, on its first day among others; and some from the day before it. */
export function flowsWithin(random: Random, used: bigint, first: number, today: number): readonly Flow[] {
  const days = new Set([first, ...Array.from({ length: random.int(6) }, () => first + random.int(today - first + 1))]);
  let left = used;
  const sorted = [...days].sort((a, b) => a - b);
  const within = sorted.flatMap((day, index) => {
    const units = index === sorted.length - 1 ? left : left === 0n ? 0n : random.amount(left);
    left -= units;
    return units === 0n ? [] : [{ day, units }];
  });
  return random.oneIn(3) ? within : [{ day: first - 1, units: random.amount(10n ** 9n) }, ...within];
}
