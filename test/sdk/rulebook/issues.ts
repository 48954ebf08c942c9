import { expect } from "chai";
import { type Issue, RulebookInvalidError } from "../../../sdk/errors/index.js";
import { parseRulebook } from "../../../sdk/rulebook/index.js";

/** What is wrong, the broken rulebook, and every issue that it gives, as "path: message". */
export type Case = readonly [what: string, input: unknown, issues: readonly string[]];

export function issuesOf(input: unknown): readonly Issue[] {
  try {
    parseRulebook(input);
  } catch (error) {
    if (error instanceof RulebookInvalidError) return error.issues;
    throw error;
  }
  return [];
}

export const lines = (input: unknown): readonly string[] =>
  issuesOf(input).map(({ path, message }) => `${path}: ${message}`);

export const itRefuses = ([what, input, issues]: Case): void => {
  it(`error: RulebookInvalidError for ${what}`, () => {
    expect(lines(input)).to.deep.equal(issues);
  });
};
