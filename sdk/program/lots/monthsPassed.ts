import { monthsEnd } from "./monthsEnd.js";

/**
 * When months have wholly passed for what began on a day, at whatever hour of it. A month later is the same day of the month, or the month's last
 * if it is shorter; the second at which the day after it begins. Gregorian calendar, UTC.
 *
 * @param day Days since 1970-01-01.
 * @returns Unix seconds.
 */
export const monthsPassed = (day: number, months: number): bigint => BigInt(monthsEnd(day, months));
