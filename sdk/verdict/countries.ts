import { iso31661NumericToAlpha2 } from "iso-3166";
import { listed } from "./words.js";

const names = new Intl.DisplayNames("en", { type: "region" });

/** Countries that English names with an article. */
const WITH_ARTICLE = new Set("AE BS CF CK DO FK FO GB GM KM KY MH MP MV NL PH SB TC TF UM US VG VI".split(" "));

/** More than these are listed by their two letters. */
const MOST_BY_NAME = 4;

const alpha2 = (numeric: number): string | undefined =>
  (iso31661NumericToAlpha2 as Readonly<Record<string, string>>)[String(numeric).padStart(3, "0")];

/** "France", "the United States"; "country 999" if no code list knows the number. */
export function countryName(numeric: number): string {
  const code = alpha2(numeric);
  if (code === undefined) return `country ${numeric}`;
  return `${WITH_ARTICLE.has(code) ? "the " : ""}${names.of(code) ?? code}`;
}

/** "France and Germany", or the letters of many: "AT, DE, FR, IT and NL". */
export const countryNames = (countries: readonly number[], word = "and"): string =>
  listed(
    countries.length > MOST_BY_NAME
      ? countries.map((one) => alpha2(one) ?? String(one)).sort()
      : countries.map(countryName),
    word,
  );
