import type { z } from "zod";
import { type Issue, RulebookInvalidError } from "../errors/index.js";
import { checkDraft } from "./checks/index.js";
import { unreadable } from "./depth.js";
import { draftOf } from "./draft.js";
import { issuesOf } from "./issues.js";
import { Pack, Rulebook } from "./rulebook.js";
import { tooLong } from "./size.js";
import type { SharedVocabulary } from "./vocabulary.js";

export type ParseRulebookReturnType = Rulebook;
export type ParseRulebookErrorType = RulebookInvalidError;

function parse<T>(schema: z.ZodType<T>, input: unknown, shared?: SharedVocabulary): T {
  const long = tooLong(input);
  const bad = long.length > 0 ? long : unreadable(input);
  if (bad.length > 0) throw new RulebookInvalidError({ issues: bad });
  const result = schema.safeParse(input);
  const found: readonly Issue[] = [
    ...(result.success ? [] : issuesOf(result.error, input)),
    ...checkDraft(draftOf(input, shared)),
  ];
  if (!result.success || found.length > 0) throw new RulebookInvalidError({ issues: found });
  return result.data;
}

/**
 * Checks that a value is a rulebook, and types it. Nothing is filled in, converted or dropped: numbers stay exact decimal strings with their units,
 * so that the result has the hash of what was written. Pure: reads no clock, file or chain.
 *
 * @param input What `JSON.parse` made of a rulebook's file.
 * @throws {RulebookInvalidError} when anything is wrong: more provisions than one document may have, unknown or missing fields, days that no calendar has, numbers without unit or too large,
 * limits that contradict each other, names that refer to nothing, things declared and never used. Lists every issue with its path.
 * @example
 * const rulebook = parseRulebook(JSON.parse(readFileSync("rulebook.json", "utf8")));
 */
export const parseRulebook = (input: unknown): ParseRulebookReturnType => parse(Rulebook, input);

export type ParsePackParameters = {
  /** The vocabulary that the pack names. Left out: what it declares is not known, and no name of a fact or measure is checked. */
  readonly vocabulary?: SharedVocabulary | undefined;
};

/**
 * The same for a pack of provisions. A pack that shares a vocabulary may name provisions of other packs: `prepareRulebooks` looks for those.
 *
 * @throws {RulebookInvalidError} when anything is wrong: also comparisons of different types or units, and a vocabulary that is not the one named.
 * Lists every issue with its path.
 */
export function parsePack(input: unknown, { vocabulary }: ParsePackParameters = {}): Pack {
  const pack = parse(Pack, input, vocabulary);
  if (vocabulary === undefined || typeof pack.vocabulary !== "string" || pack.vocabulary === vocabulary.id) return pack;
  const message = `must be "${vocabulary.id}", the vocabulary given`;
  throw new RulebookInvalidError({ issues: [{ path: "vocabulary", message, value: pack.vocabulary }] });
}
