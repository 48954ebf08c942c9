import { MOST_FLOWS } from "../../sdk/kinds/index.js";
import type { Flow } from "../../sdk/program/index.js";
import type { Random } from "./random.js";

/** Flows that sum up to `used` within a window, on its first day among others; and some from the day before it. */
export function flowsWithin(random: Random, used: bigint, first: number, today: number): readonly Flow[] {
  // A list has eight: one that is full folds as soon as another day comes.
  const isFull = random.oneIn(4);
  const some = Array.from({ length: isFull ? 24 : random.int(6) }, () => first + random.int(today - first + 1));
  const days = [...new Set([first, ...some])].slice(0, MOST_FLOWS - 1);
  let left = used;
  const sorted = days.sort((a, b) => a - b);
  const within = sorted.flatMap((day, index) => {
    const further = BigInt(sorted.length - 1 - index);
    const most = isFull && left > further ? left - further : left;
    const units = further === 0n ? left : left === 0n ? 0n : random.amount(most);
    left -= units;
    return units === 0n ? [] : [{ day, units }];
  });
  return !isFull && random.oneIn(3) ? within : [{ day: first - 1, units: random.amount(10n ** 9n) }, ...within];
}
