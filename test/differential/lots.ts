import { LOT_WORD, packWord, TRANCHE_BITS } from "../../sdk/kinds/index.js";
import { monthsPassed } from "../../sdk/program/lots/monthsPassed.js";
import type { Random } from "./random.js";

export const DAY = 86_400n;
/** When the token of a case began to keep lots: days since 1970-01-01. */
export const startDay = (now: bigint): number => Number(now / DAY) - 100;

/** Origins that lots of cases have; there are more, so that a rule can bind none of them. */
const ORIGINS = 6;

export const lotWord = (day: number, origin: number, units: bigint): bigint =>
  packWord(LOT_WORD, { day: BigInt(day), origin: BigInt(origin), units });

/** Units split into lots of up to three years, oldest first; none of no units. */
export function randomLots(random: Random, today: number, holding: bigint): readonly bigint[] {
  const count = random.oneIn(5) ? 8 : 1 + random.int(4);
  const keys = new Set(Array.from({ length: count }, () => (today - random.int(1000)) * 8 + random.int(ORIGINS)));
  let left = holding;
  const sorted = [...keys].sort((one, other) => one - other);
  return sorted.flatMap((key, index) => {
    const units = index === sorted.length - 1 ? left : left === 0n ? 0n : random.amount(left);
    left -= units;
    return units === 0n ? [] : [lotWord(Math.floor(key / 8), key % 8, units)];
  });
}

/** For each origin the day on which its tranche was closed, or 0. */
export const randomTranches = (random: Random, today: number): bigint =>
  Array.from({ length: ORIGINS }, (_, origin) =>
    random.oneIn(2) ? 0n : BigInt(today - random.int(800)) << BigInt(origin * TRANCHE_BITS),
  ).reduce((word, one) => word | one, 0n);

/** The last day on which something can have begun so that so many months have passed at `now`. */
export function lastDayPassed(now: bigint, months: number): number {
  let day = Number(now / DAY);
  while (monthsPassed(day, months) > now) day--;
  return day;
}
