import type { IdentifierInvalidError } from "../errors/index.js";
import { valueOf } from "./doubleAddDouble.js";
import { DIGITS, holdCheck, LETTERS_AND_DIGITS, readCode } from "./readCode.js";

/** Legal Entity Identifier, ISO 17442. */
export type Lei = {
  readonly scheme: "lei";
  /** All 20 characters. */
  readonly value: string;
  /** The local operating unit that gave it out, 4 characters. Codes older than the system begin with others. */
  readonly issuer: string;
  /** 14 characters. */
  readonly entity: string;
  /** Two digits, 02 to 98. */
  readonly checkDigits: string;
};
export type ParseLeiReturnType = Lei;
export type ParseLeiErrorType = IdentifierInvalidError;

const FIELDS = [
  { name: "the issuer's prefix", length: 4, ...LETTERS_AND_DIGITS },
  { name: "the entity's part", length: 14, ...LETTERS_AND_DIGITS },
  { name: "the check digits", length: 2, ...DIGITS },
] as const;

/** The two check digits of ISO/IEC 7064, MOD 97-10. */
function mod9710(body: string): string {
  const digits = [...body].map(valueOf).join("");
  const remainder = [...`${digits}00`].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0);
  return String(98 - remainder).padStart(2, "0");
}

/**
 * Reads an LEI: eighteen letters or digits and the two check digits of ISO 17442 (ISO/IEC 7064, MOD 97-10). Pure. Lower case and white space are
 * refused. So are the check digits 00, 01 and 99, which leave the right remainder and are never computed.
 *
 * The check digits show every digit that became another digit, every letter that became another letter, and every swap of neighbours but those of B
 * and 1, M and 2, X and 3, which read alike once letters are numbers (B1 and 1B are both 111). Of other mistakes about 1 in 97 passes.
 *
 * @param value Anything; only a string of 20 characters can pass.
 * @throws {IdentifierInvalidError} when the value is no LEI. Names the first wrong place.
 * @example
 * const { issuer } = parseLei("506700GE1G29325QX363"); // "5067"
 */
export function parseLei(value: unknown): ParseLeiReturnType {
  const text = readCode({ scheme: "lei", value, fields: FIELDS });
  const checkDigits = text.slice(18);
  const wanted = mod9710(text.slice(0, 18));
  const place = "characters 19 and 20, the check digits";
  holdCheck({ scheme: "lei", value: text, place, found: checkDigits, wanted });
  return { scheme: "lei", value: text, issuer: text.slice(0, 4), entity: text.slice(4, 18), checkDigits };
}
