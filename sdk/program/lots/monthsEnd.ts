import { MOST_MONTHS } from "../../kinds/index.js";
import { shiftMonths } from "../shiftMonths.js";

/** Seconds. */
const DAY = 86_400;
/** Ends that are remembered: of every day of ten years, for one period. */
const MOST = 3_660;
const ends = new Map<number, number>();

/** `monthsPassed` as a number; seconds of four digits of years are exact. The civil calendar costs more than all else that a lot is asked. */
export function monthsEnd(day: number, months: number): number {
  const key = day * (MOST_MONTHS + 1) + months;
  const known = ends.get(key);
  if (known !== undefined) return known;
  const end = (shiftMonths(day, months) + 1) * DAY;
  if (ends.size === MOST) ends.clear();
  ends.set(key, end);
  return end;
}
