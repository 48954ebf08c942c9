import type { Field, Layout } from "./words.js";

/** The largest value of a field. */
export const fieldMax = (field: Field): bigint => (1n << BigInt(field.bits)) - 1n;

/** The field's value, from a word. */
export const readField = (word: bigint, field: Field): bigint =>
  BigInt.asUintN(field.bits, word >> BigInt(field.offset));

/** The word with the field set to `value`, which must fit. */
export const writeField = (word: bigint, field: Field, value: bigint): bigint =>
  word - (readField(word, field) << BigInt(field.offset)) + (value << BigInt(field.offset));

/** A word from the values of its fields; a field left out is 0. Each value must fit its field. */
export function packWord<L extends Layout>(layout: L, values: { readonly [F in keyof L]?: bigint }): bigint {
  let word = 0n;
  for (const name of Object.keys(values)) {
    const field = layout[name];
    const value = values[name];
    if (field !== undefined && value !== undefined) word |= value << BigInt(field.offset);
  }
  return word;
}

/** The values of all fields of a word. */
export function unpackWord<L extends Layout>(layout: L, word: bigint): { readonly [F in keyof L]: bigint } {
  return Object.fromEntries(Object.entries(layout).map(([name, field]) => [name, readField(word, field)])) as {
    readonly [F in keyof L]: bigint;
  };
}
