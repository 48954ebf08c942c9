import type { z } from "zod";
import { type Issue, RulebookInvalidError } from "../../errors/index.js";
import { repeats } from "../checks/repeats.js";
import { issuesOf } from "../issues.js";
import { Coverage, DeclaredConflicts } from "./documents.js";

export type ParseCoverageReturnType = Coverage;
export type ParseCoverageErrorType = RulebookInvalidError;

function parse<T>(schema: z.ZodType<T>, input: unknown, check: (value: T) => readonly Issue[]): T {
  const result = schema.safeParse(input);
  const issues = result.success ? check(result.data) : issuesOf(result.error, input);
  if (!result.success || issues.length > 0) throw new RulebookInvalidError({ issues });
  return result.data;
}

/**
 * Checks that a value is a coverage matrix, and types it. Pure; nothing is filled in or dropped.
 *
 * @param input What `JSON.parse` made of its file.
 * @throws {RulebookInvalidError} when anything is wrong: a concern declared twice, a row of a concern that is not declared. Lists every issue with its path.
 * @example
 * const coverage = parseCoverage(JSON.parse(readFileSync("rulebooks/us/coverage.json", "utf8")));
 */
export const parseCoverage = (input: unknown): ParseCoverageReturnType =>
  parse(Coverage, input, ({ concerns, cells }) => {
    const ids = new Set(concerns.map(({ id }) => id));
    return [
      ...repeats(concerns.map(({ id }) => id)).map((index) => ({
        path: `concerns[${index}].id`,
        message: "is the id of another concern",
        value: concerns[index]?.id,
      })),
      ...cells.flatMap(({ concern }, index) =>
        ids.has(concern) ? [] : [{ path: `cells[${index}].concern`, message: "names no concern", value: concern }],
      ),
    ];
  });

/**
 * The same for conflicts that somebody has recorded.
 *
 * @throws {RulebookInvalidError} when anything is wrong. Lists every issue with its path.
 */
export const parseDeclaredConflicts = (input: unknown): DeclaredConflicts =>
  parse(DeclaredConflicts, input, ({ conflicts }) =>
    repeats(conflicts.map(({ id }) => id)).map((index) => ({
      path: `conflicts[${index}].id`,
      message: "is the id of another conflict",
      value: conflicts[index]?.id,
    })),
  );
