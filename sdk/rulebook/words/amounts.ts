import { day, grouped as wholeGrouped } from "../../verdict/words.js";
import { type Period, secondsOf } from "../dates.js";
import type { LegalUnit } from "../vocabulary.js";

/** A decimal number with its thousands apart, digits as they were written; other text as it is. */
export const grouped = (value: string | number): string => {
  const [, sign, whole = "", fraction = ""] = /^(-?)(\d+)(\.\d+)?$/.exec(String(value)) ?? [];
  if (sign === undefined) return String(value);
  return `${sign === "" ? "" : "−"}${wholeGrouped(whole)}${fraction}`;
};

/** Every number of a text in words, as the decimal that `grouped` was given. */
export const numbersIn = (words: string): ReadonlySet<string> =>
  new Set(
    (words.match(/[-−]?\$?\d+(?:,\d{3})*(?:\.\d+)?/g) ?? []).map((one) =>
      one.replaceAll(/[$,]/g, "").replace("−", "-"),
    ),
  );

/** A day as people write it: `4 January 2027`. */
export const dayInWords = (iso: string): string => day(secondsOf(`${iso}T00:00:00Z`));

/** One and several of a unit; units that go before the number are in `amountInWords`. */
const UNITS: Readonly<Record<Exclude<LegalUnit, "USD" | "percent" | "ratio" | "count">, readonly [string, string]>> = {
  unit: ["unit", "units"],
  contract: ["contract", "contracts"],
  person: ["person", "persons"],
  holder: ["holder", "holders"],
  index: ["point of an index", "points of an index"],
  share: ["share", "shares"],
  symbol: ["symbol", "symbols"],
  minute: ["minute", "minutes"],
  hour: ["hour", "hours"],
  day: ["day", "days"],
  businessDay: ["business day", "business days"],
  month: ["month", "months"],
  year: ["year", "years"],
};

/** A number of a unit: `$5,000,000`, `50 %`, `35 persons`. */
export function amountInWords(number: string, unit: LegalUnit | undefined): string {
  const shown = grouped(number);
  if (unit === "USD") return shown.startsWith("−") ? `−$${shown.slice(1)}` : `$${shown}`;
  if (unit === "percent") return `${shown} %`;
  if (unit === undefined || unit === "ratio" || unit === "count") return shown;
  return `${shown} ${UNITS[unit][number === "1" ? 0 : 1]}`;
}

export const periodInWords = ({ n, unit, calendar, roll }: Period): string => {
  const days = unit === "businessDay" ? `business day${n === 1 ? "" : "s"}` : `${unit}${n === 1 ? "" : "s"}`;
  const by = calendar === undefined ? "" : calendar === "us-market" ? " of the market" : " of the federal calendar";
  return `${n} ${days}${by}${roll === undefined ? "" : ", or the next business day"}`;
};
