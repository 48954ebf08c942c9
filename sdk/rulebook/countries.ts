import { iso31661, iso31661Alpha2ToNumeric } from "iso-3166";

/** Number of a country by ISO 3166-1, from its alpha-2 code; undefined if no country has the code. */
export const countryNumber = (alpha2: string): number | undefined => {
  const numeric = Object.hasOwn(iso31661Alpha2ToNumeric, alpha2) ? iso31661Alpha2ToNumeric[alpha2] : undefined;
  return numeric === undefined ? undefined : Number(numeric);
};

const BY_NUMBER: ReadonlyMap<number, (typeof iso31661)[number]> = new Map(
  iso31661.map((country) => [Number(country.numeric), country]),
);

/** Alpha-2 code and English name of a country by its ISO 3166-1 number; undefined if no country has it. */
export const countryOf = (number: number): { readonly alpha2: string; readonly name: string } | undefined =>
  BY_NUMBER.get(number);
