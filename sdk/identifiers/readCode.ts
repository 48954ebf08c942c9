import { IdentifierInvalidError, type IdentifierScheme } from "../errors/index.js";

/** A run of characters within a code of fixed length. */
export type CodeField = {
  /** As messages name it: "the prefix". */
  readonly name: string;
  /** In characters. */
  readonly length: number;
  /** Matches one character. */
  readonly alphabet: RegExp;
  /** The alphabet in words. */
  readonly says: string;
};

export const DIGITS = { alphabet: /^[0-9]$/, says: "a digit" } as const;
export const LETTERS = { alphabet: /^[A-Z]$/, says: "a capital letter" } as const;
export const LETTERS_AND_DIGITS = { alphabet: /^[0-9A-Z]$/, says: "a capital letter or a digit" } as const;

type ReadCodeParameters = {
  readonly scheme: IdentifierScheme;
  readonly value: unknown;
  /** In order; together the whole code. */
  readonly fields: readonly CodeField[];
};

/**
 * @internal
 * The value, if it is a string of the code's length whose characters all belong where they are. The first fault is named. Capitals only, and no white
 * space: nothing is trimmed or changed, so that what passes is what the standard prints and two spellings of one code cannot both be stored.
 */
export function readCode({ scheme, value, fields }: ReadCodeParameters): string {
  const refuse = (place: string, remedy: string) => new IdentifierInvalidError({ scheme, value, place, remedy });
  const length = fields.reduce((sum, field) => sum + field.length, 0);
  if (typeof value !== "string") throw refuse("the value", `Give a string of ${length} characters.`);
  const characters = [...value];
  const space = characters.findIndex((character) => /^\s$/u.test(character));
  if (space >= 0) throw refuse(`character ${space + 1}`, "Remove the white space: nothing is trimmed here.");
  if (characters.length !== length)
    throw refuse("its length", `It must have ${length} characters, and has ${characters.length}.`);
  const small = characters.findIndex((character) => /^[a-z]$/.test(character));
  if (small >= 0) throw refuse(`character ${small + 1}`, "Write it in capitals: nothing is converted here.");
  let start = 0;
  for (const { name, length, alphabet, says } of fields) {
    const wrong = characters.slice(start, start + length).findIndex((character) => !alphabet.test(character));
    if (wrong >= 0) throw refuse(`character ${start + wrong + 1}, in ${name}`, `There must be ${says} there.`);
    start += length;
  }
  return value;
}

type HoldCheckParameters = {
  readonly scheme: IdentifierScheme;
  readonly value: string;
  /** As "character 12, the check digit". */
  readonly place: string;
  readonly found: string;
  /** What the other characters ask for. */
  readonly wanted: string;
};

/**
 * @internal
 * Holds a code's check characters to what the others ask for.
 */
export function holdCheck({ scheme, value, place, found, wanted }: HoldCheckParameters): void {
  if (found === wanted) return;
  const remedy = `Copy it anew: the other characters ask for ${wanted} there, so at least one character is wrong.`;
  throw new IdentifierInvalidError({ scheme, value, place, remedy });
}
