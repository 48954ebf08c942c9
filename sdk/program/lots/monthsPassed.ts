import { shiftMonths } from "../shiftMonths.js";

const DAY = 86_400n;

/**
 * When months have wholly passed for what began on a day, at whatever hour of it. A month later is the same day of the month, or the month's last
 * if it is shorter; the second at which the day after it begins. Gregorian calendar, UTC.
 *
 * @param day Days since 1970-01-01.
 * @returns Unix seconds.
 */
export const monthsPassed = (day: number, months: number): bigint => BigInt(shiftMonths(day, months) + 1) * DAY;
