import type { IdentifierInvalidError } from "../errors/index.js";
import { holdCheck, readCode } from "./readCode.js";

/** Digital Token Identifier, ISO 24165. Names a token on a ledger, or a ledger's own token. */
export type Dti = {
  readonly scheme: "dti";
  /** All 9 characters. */
  readonly value: string;
  /** 8 characters, given out at random. */
  readonly base: string;
  /** One character of the same alphabet. */
  readonly checkCharacter: string;
};
export type ParseDtiReturnType = Dti;
export type ParseDtiErrorType = IdentifierInvalidError;

/** In the order of their values, 0 to 29: digits and consonants without Y. */
const ALPHABET = "0123456789BCDFGHJKLMNPQRSTVWXZ";

const SAYS = "a digit or a capital consonant other than Y";
const FIELDS = [
  { name: "the first place", length: 1, alphabet: /^[1-9B-DF-HJ-NP-TV-XZ]$/, says: `${SAYS}, and no 0` },
  { name: "the base", length: 7, alphabet: /^[0-9B-DF-HJ-NP-TV-XZ]$/, says: SAYS },
  { name: "the check character", length: 1, alphabet: /^[0-9B-DF-HJ-NP-TV-XZ]$/, says: SAYS },
] as const;

/** Bitcoin's code was published with a check character that the algorithm does not give (it gives T). Base to check character. */
const PUBLISHED_OTHERWISE: ReadonlyMap<string, string> = new Map([["4H95J0R2", "X"]]);

/** The check character of ISO/IEC 7064 as a hybrid system, MOD 31,30. */
function mod3130(base: string): string {
  const size = ALPHABET.length;
  const product = [...base].reduce((state, character) => {
    const sum = (state + ALPHABET.indexOf(character)) % size;
    return ((sum === 0 ? size : sum) * 2) % (size + 1);
  }, size);
  return ALPHABET.charAt((size + 1 - product) % size);
}

/**
 * Reads a DTI: eight digits or consonants without Y, the first of them not 0, and a check character. Pure. Lower case and white space are refused.
 *
 * The text of ISO 24165 is not public. That its check character is ISO/IEC 7064, MOD 31,30 is what open implementations say, and it holds for all of
 * 151 codes of the public registry that were tried but one: Bitcoin's, 4H95J0R2X, which passes here as it was published.
 *
 * The check character shows every single wrong character, save between Bitcoin's code and others, and nearly every swap of neighbours: those of
 * characters next to each other in the alphabet may pass.
 *
 * @param value Anything; only a string of 9 characters can pass.
 * @throws {IdentifierInvalidError} when the value is no DTI. Names the first wrong place.
 * @example
 * const { base } = parseDti("X9J9K872S"); // "X9J9K872", of Ether on Ethereum
 */
export function parseDti(value: unknown): ParseDtiReturnType {
  const text = readCode({ scheme: "dti", value, fields: FIELDS });
  const base = text.slice(0, 8);
  const checkCharacter = text.slice(8);
  const wanted = PUBLISHED_OTHERWISE.get(base) ?? mod3130(base);
  holdCheck({ scheme: "dti", value: text, place: "character 9, the check character", found: checkCharacter, wanted });
  return { scheme: "dti", value: text, base, checkCharacter };
}
