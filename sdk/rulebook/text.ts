import { z } from "zod";

/** Readonly all the way down: what a parsed document is. */
export type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

const says = (pattern: RegExp, wanted: string) => z.string().regex(pattern, `must be ${wanted}`);

/** Names one thing of a document: lower-case words with dots and hyphens, in parts divided by slashes, as `us/sec/rule-506c`. */
export const Id = says(
  /^[a-z0-9]+(?:[.-][a-z0-9]+)*(?:\/[a-z0-9]+(?:[.-][a-z0-9]+)*)*$/,
  "an id: lower-case letters, digits, dots, hyphens and slashes, as us/sec/rule-506c",
);

/** Names a lane, status, state or measure: one camel-case word. */
export const Name = says(/^[a-z][A-Za-z0-9]*$/, "a name in one camel-case word, as qualifiedPurchaser");

/** Prose: not blank, no stray space at its ends, and nothing that UTF-8 cannot carry (RFC 8785 hashes UTF-8). */
export const Prose = says(/^(?!\s)[^\p{Surrogate}]*[^\s\p{Surrogate}]$/u, "text, without blanks at its ends");

/** keccak256, as 0x and 64 lower-case digits. */
export const Hash = says(/^0x[0-9a-f]{64}$/, "a keccak256 hash: 0x and 64 lower-case hexadecimal digits");

/** No number of law or of a token is longer; a longer one would only take time to read. */
export const MOST_DIGITS = 100;

export const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/;

/** An exact number in decimal digits, as a string: JSON's own numbers lose digits. */
export const Num = says(NUMBER, 'a decimal number as a string, as "0.25"').max(MOST_DIGITS);

/** The same, 0 or more. */
export const NonNegative = says(
  /^(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/,
  'a decimal number, 0 or more, as a string, as "100000"',
).max(MOST_DIGITS);

/** A list that names at least one thing, and none twice. */
export const distinct = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .min(1, "must not be empty")
    .refine((items) => new Set(items.map((value) => JSON.stringify(value))).size === items.length, "must not repeat");
