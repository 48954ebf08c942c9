import type { Period } from "../../dates.js";

/** What a variable of a cell may be: a number in billionths, a day as its number since 1970-01-01, a truth, a text, a set of texts. */
export type CellValue = bigint | number | boolean | string | readonly string[];

/** Numbers of law have few decimals; nine keep every product of two of them exact that law makes. */
const DECIMALS = 9;
export const ONE = 10n ** BigInt(DECIMALS);

/** A decimal number in billionths. Further decimals are cut, towards zero. */
export function decimal(text: string): bigint {
  const [, sign = "", whole = "0", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const value = BigInt(whole) * ONE + BigInt(fraction.slice(0, DECIMALS).padEnd(DECIMALS, "0"));
  return sign === "-" ? -value : value;
}

/** The same as text, without idle zeros. */
export function decimalText(value: bigint): string {
  const [sign, size] = value < 0n ? ["-", -value] : ["", value];
  const fraction = (size % ONE).toString().padStart(DECIMALS, "0").replace(/0+$/, "");
  return `${sign}${size / ONE}${fraction === "" ? "" : `.${fraction}`}`;
}

/** Rounded towards zero. */
export const times = (a: bigint, b: bigint): bigint => (a * b) / ONE;

const MILLISECONDS = 86_400_000;
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / MILLISECONDS;
export const dayText = (number: number): string => new Date(number * MILLISECONDS).toISOString().slice(0, 10);

/** Saturdays and Sundays; holidays do not move a boundary by more than the cells beside it. */
const rests = (day: number) => [0, 6].includes(new Date(day * MILLISECONDS).getUTCDay());

function months(day: number, n: number): number {
  const date = new Date(day * MILLISECONDS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + n];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), last)) / MILLISECONDS;
}

/** The day so long after another one, or before it. */
export function shifted(day: number, { n, unit, roll }: Period, direction: 1 | -1 = 1): number {
  const step = n * direction;
  if (unit === "businessDay") {
    let found = day;
    for (let left = n; left > 0; left -= rests(found) ? 0 : 1) found += direction;
    return found;
  }
  let end =
    unit === "day" ? day + step : unit === "week" ? day + 7 * step : months(day, unit === "month" ? step : 12 * step);
  while (roll === "next" && rests(end)) end += direction;
  return end;
}
