import { IdentifierInvalidError } from "../errors/index.js";
import { doubleAddDouble, valueOf } from "./doubleAddDouble.js";
import { DIGITS, holdCheck, readCode } from "./readCode.js";

/** Financial Instrument Global Identifier, of the Object Management Group. */
export type Figi = {
  readonly scheme: "figi";
  /** All 12 characters. */
  readonly value: string;
  /** The certified provider that gave it out, 2 consonants: Bloomberg's are BB. */
  readonly provider: string;
  /** One digit. */
  readonly checkDigit: string;
};
export type ParseFigiReturnType = Figi;
export type ParseFigiErrorType = IdentifierInvalidError;

const FIELDS = [
  {
    name: "the provider's prefix",
    length: 2,
    alphabet: /^[B-DF-HJ-NP-TV-Z]$/,
    says: "a capital consonant (Y is one)",
  },
  { name: "the third place", length: 1, alphabet: /^G$/, says: "the letter G" },
  {
    name: "the number",
    length: 8,
    alphabet: /^[0-9B-DF-HJ-NP-TV-Z]$/,
    says: "a digit or a capital consonant (Y is one)",
  },
  { name: "the check digit", length: 1, ...DIGITS },
] as const;

/** Not given out, so that no FIGI can be taken for an ISIN: those of these countries may have a G in the third place, too. */
const EXCLUDED = ["BS", "BM", "GG", "GB", "GH", "KY", "VG"];

/**
 * Reads a FIGI: two consonants, G, eight consonants or digits, and the check digit of the OMG's specification (modulus 10, double-add-double: every
 * second character is doubled, the second one first; each letter counts as one number). Pure. Lower case and white space are refused.
 *
 * The check digit shows every single wrong digit, and every swap of neighbouring digits but 0 with 9 and but the last two characters, neither of
 * which is doubled. Some characters count alike, as 2, B and K where they are not doubled, and it cannot tell them apart.
 *
 * @param value Anything; only a string of 12 characters can pass.
 * @throws {IdentifierInvalidError} when the value is no FIGI. Names the first wrong place.
 * @example
 * const { provider } = parseFigi("BBG000BLNQ16"); // "BB"
 */
export function parseFigi(value: unknown): ParseFigiReturnType {
  const text = readCode({ scheme: "figi", value, fields: FIELDS });
  const provider = text.slice(0, 2);
  if (EXCLUDED.includes(provider)) {
    const remedy = `${EXCLUDED.join(", ")} are not given out: they would make it look like an ISIN. Copy it anew.`;
    throw new IdentifierInvalidError({ scheme: "figi", value, place: "characters 1 and 2, the prefix", remedy });
  }
  const checkDigit = text.slice(11);
  const wanted = doubleAddDouble({ values: [...text.slice(0, 11)].map(valueOf), doubleLast: false });
  holdCheck({ scheme: "figi", value: text, place: "character 12, the check digit", found: checkDigit, wanted });
  return { scheme: "figi", value: text, provider, checkDigit };
}
