const DAY = 86_400_000;

/**
 * The same day of the month some months later, or earlier if they are below 0; the month's last if it is shorter. Gregorian calendar, UTC.
 *
 * @param day Days since 1970-01-01.
 * @returns Likewise.
 */
export function shiftMonths(day: number, months: number): number {
  const begun = new Date(day * DAY);
  const [year, month] = [begun.getUTCFullYear(), begun.getUTCMonth() + months];
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(begun.getUTCDate(), length)) / DAY;
}
