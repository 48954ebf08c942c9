import type { z } from "zod";
import { type Issue, RulebookInvalidError } from "../errors/index.js";
import { checkDraft } from "./checks/index.js";
import { tooDeep } from "./depth.js";
import { draftOf } from "./draft.js";
import { issuesOf } from "./issues.js";
import { Pack, Rulebook } from "./rulebook.js";

export type ParseRulebookReturnType = Rulebook;
export type ParseRulebookErrorType = RulebookInvalidError;

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const deep = tooDeep(input);
  if (deep.length > 0) throw new RulebookInvalidError({ issues: deep });
  const result = schema.safeParse(input);
  const found: readonly Issue[] = [
    ...(result.success ? [] : issuesOf(result.error, input)),
    ...checkDraft(draftOf(input)),
  ];
  if (!result.success || found.length > 0) throw new RulebookInvalidError({ issues: found });
  return result.data;
}

/**
 * Checks that a value is a rulebook, and types it. Nothing is filled in, converted or dropped: numbers stay exact decimal strings with their units,
 * so that the result has the hash of what was written. Pure: reads no clock, file or chain.
 *
 * @param input What `JSON.parse` made of a rulebook's file.
 * @throws {RulebookInvalidError} when anything is wrong: unknown or missing fields, days that no calendar has, numbers without unit or too large,
 * limits that contradict each other, names that refer to nothing, things declared and never used. Lists every issue with its path.
 * @example
 * const rulebook = parseRulebook(JSON.parse(readFileSync("rulebook.json", "utf8")));
 */
export const parseRulebook = (input: unknown): ParseRulebookReturnType => parse(Rulebook, input);

/**
 * The same for a pack of provisions.
 *
 * @throws {RulebookInvalidError} when anything is wrong. Lists every issue with its path.
 */
export const parsePack = (input: unknown): Pack => parse(Pack, input);
