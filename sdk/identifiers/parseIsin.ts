import type { IdentifierInvalidError } from "../errors/index.js";
import { doubleAddDouble, valueOf } from "./doubleAddDouble.js";
import { DIGITS, holdCheck, LETTERS, LETTERS_AND_DIGITS, readCode } from "./readCode.js";

/** International Securities Identification Number, ISO 6166. */
export type Isin = {
  readonly scheme: "isin";
  /** All 12 characters. */
  readonly value: string;
  /** Of a country by ISO 3166, or one that numbering agencies use beside it, as XS, EU, EZ, XT. */
  readonly prefix: string;
  /** National number, 9 characters. */
  readonly nsin: string;
  /** One digit. */
  readonly checkDigit: string;
};
export type ParseIsinReturnType = Isin;
export type ParseIsinErrorType = IdentifierInvalidError;

const FIELDS = [
  { name: "the prefix", length: 2, ...LETTERS },
  { name: "the national number", length: 9, ...LETTERS_AND_DIGITS },
  { name: "the check digit", length: 1, ...DIGITS },
] as const;

/**
 * Reads an ISIN: two letters, nine letters or digits, and the check digit of ISO 6166 (Luhn, with each letter written as two digits). Pure. Lower
 * case and white space are refused, and the prefix is held to be two letters, not to be assigned: agencies use prefixes beside ISO 3166 and keep
 * those of states that are gone.
 *
 * The check digit shows every single wrong digit, and every swap of neighbouring digits but 0 with 9. Some letters count alike, and it cannot tell
 * them apart: AU0000XVGZA3 and AU0000VXGZA3 both pass.
 *
 * @param value Anything; only a string of 12 characters can pass.
 * @throws {IdentifierInvalidError} when the value is no ISIN. Names the first wrong place.
 * @example
 * const { prefix } = parseIsin("US0378331005"); // "US"
 */
export function parseIsin(value: unknown): ParseIsinReturnType {
  const text = readCode({ scheme: "isin", value, fields: FIELDS });
  const checkDigit = text.slice(11);
  const values = [...text.slice(0, 11)].flatMap((character) => [...String(valueOf(character))].map(Number));
  const wanted = doubleAddDouble({ values, doubleLast: true });
  holdCheck({ scheme: "isin", value: text, place: "character 12, the check digit", found: checkDigit, wanted });
  return { scheme: "isin", value: text, prefix: text.slice(0, 2), nsin: text.slice(2, 11), checkDigit };
}
