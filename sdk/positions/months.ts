import { ParameterInvalidError } from "../errors/index.js";
import { POSITIONS } from "../kinds/index.js";

const MONTHS_IN_YEAR = 12;
const FIRST_YEAR = 1970;

/**
 * @internal
 * The number by which a position book knows a month: "2026-12" is 683 months after January 1970. Null: no month, 0.
 *
 * @throws {ParameterInvalidError} when it is none from 1970-02 to 2310-12.
 */
export function monthNumber(month: string | null, parameter = "month"): number {
  if (month === null) return 0;
  const [, year, of] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month) ?? [];
  const number = (Number(year) - FIRST_YEAR) * MONTHS_IN_YEAR + Number(of) - 1;
  if (number >= 1 && number <= POSITIONS.mostMonth) return number;
  const wanted = "a month as 2026-12, from 1970-02 to 2310-12";
  throw new ParameterInvalidError({ parameter, value: String(month), wanted });
}

/**
 * @internal
 * The month of a number: "2026-12". Null: 0, no month.
 */
export function monthText(number: number): string | null {
  if (number === 0) return null;
  const year = FIRST_YEAR + Math.floor(number / MONTHS_IN_YEAR);
  return `${year}-${String((number % MONTHS_IN_YEAR) + 1).padStart(2, "0")}`;
}

const NAMES = "January February March April May June July August September October November December".split(" ");

/**
 * @internal
 * "December 2026"
 */
export const monthName = (number: number): string =>
  `${NAMES[number % MONTHS_IN_YEAR] ?? ""} ${FIRST_YEAR + Math.floor(number / MONTHS_IN_YEAR)}`;
