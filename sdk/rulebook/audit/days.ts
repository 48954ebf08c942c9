import { dayNumber, dayText } from "./cells/index.js";

/** The day after. */
export const addDay = (day: string): string => dayText(dayNumber(day) + 1);

/** The same day so many years before. */
export const yearsBefore = (day: string, years: number): string => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() - years);
  return date.toISOString().slice(0, 10);
};
