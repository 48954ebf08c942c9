import { expect } from "chai";
import { IdentifierInvalidError, type IdentifierScheme } from "../../../sdk/errors/index.js";

export const DIGITS = [..."0123456789"];
export const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** Whether `parse` takes the value; any error but ours is thrown on. */
export function accepts(parse: (value: unknown) => unknown, value: unknown): boolean {
  try {
    parse(value);
    return true;
  } catch (error) {
    if (error instanceof IdentifierInvalidError) return false;
    throw error;
  }
}

/** The error that `run` throws. */
export function thrownBy(run: () => unknown): IdentifierInvalidError {
  try {
    run();
  } catch (error) {
    if (error instanceof IdentifierInvalidError) return error;
    throw error;
  }
  return expect.fail("It succeeded.");
}

/** The place and remedy with which `parse` refuses the value. */
export function refusalOf(parse: (value: unknown) => unknown, value: unknown, scheme: IdentifierScheme) {
  const error = thrownBy(() => parse(value));
  expect(error.scheme).to.equal(scheme);
  expect(error.value).to.equal(value);
  expect(error.metaMessages).to.deep.equal([error.remedy]);
  return [error.place, error.remedy];
}

/** With another character at one place. */
export const substituted = (text: string, at: number, character: string) =>
  text.slice(0, at) + character + text.slice(at + 1);

/** Every text that differs in one character, by one of the same set: a digit for a digit, a letter for a letter. */
export const corruptions = (text: string, sets: readonly (readonly string[])[]) =>
  [...text].flatMap((found, at) => {
    const set = sets.find((characters) => characters.includes(found)) ?? [];
    return set.filter((character) => character !== found).map((character) => substituted(text, at, character));
  });

/** Every text with two unequal neighbours swapped, with the two as they stand in the text given. */
export const swaps = (text: string) =>
  [...text].slice(1).flatMap((second, at) => {
    const first = text.charAt(at);
    if (first === second) return [];
    return [{ first, second, swapped: text.slice(0, at) + second + first + text.slice(at + 2) }];
  });

/** Values that no code can be, each with the reason. */
export const NO_STRINGS = [undefined, null, 1, 1n, true, ["US0378331005"], { value: "US0378331005" }, Symbol("isin")];

/** The code with white space before, after and within. */
export const spaced = (text: string) =>
  [" ", "\t", "\n", "\u00a0", "\u2009"].flatMap((space) => [
    { text: space + text, place: "character 1" },
    { text: text + space, place: `character ${text.length + 1}` },
    { text: `${text.slice(0, 2)}${space}${text.slice(2)}`, place: "character 3" },
  ]);
