import { MOST_MONTHS } from "../../kinds/index.js";

const DAY = 86_400_000;
/** Ends that are remembered: of every day of ten years, for one period. */
const MOST = 3_660;
const ends = new Map<number, number>();

/** `monthsPassed` as a number; seconds of four digits of years are exact. The civil calendar costs more than all else that a lot is asked. */
export function monthsEnd(day: number, months: number): number {
  const key = day * (MOST_MONTHS + 1) + months;
  const known = ends.get(key);
  if (known !== undefined) return known;
  const begun = new Date(day * DAY);
  const [year, month] = [begun.getUTCFullYear(), begun.getUTCMonth() + months];
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const last = Math.min(begun.getUTCDate(), length);
  const end = Date.UTC(year, month, last + 1) / 1000;
  if (ends.size === MOST) ends.clear();
  ends.set(key, end);
  return end;
}
