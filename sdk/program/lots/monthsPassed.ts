const DAY = 86_400_000;

/**
 * When months have wholly passed for what began on a day, at whatever hour of it. A month later is the same day of the month, or the month's last
 * if it is shorter; the second at which the day after it begins. Gregorian calendar, UTC.
 *
 * @param day Days since 1970-01-01.
 * @returns Unix seconds.
 */
export function monthsPassed(day: number, months: number): bigint {
  const begun = new Date(day * DAY);
  const [year, month] = [begun.getUTCFullYear(), begun.getUTCMonth() + months];
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const last = Math.min(begun.getUTCDate(), length);
  return BigInt(Date.UTC(year, month, last + 1) / 1000);
}
