import type { z } from "zod";
import { ActivityInvalidError } from "../../errors/index.js";
import { unreadable } from "../depth.js";
import { issuesOf } from "../issues.js";
import { Activities, Activity } from "./activity.js";

export type ParseActivityErrorType = ActivityInvalidError;

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const deep = unreadable(input);
  if (deep.length > 0) throw new ActivityInvalidError({ issues: deep });
  const result = schema.safeParse(input);
  if (!result.success) throw new ActivityInvalidError({ issues: issuesOf(result.error, input) });
  return result.data;
}

/**
 * Checks that a value is an activity that can be assessed, and types it. Its facts are checked by `assess`, beside what the rulebooks declare.
 *
 * @param input What `JSON.parse` made of its file.
 * @throws {ActivityInvalidError} when anything is wrong. Lists every issue with its path.
 * @example
 * const activity = parseActivity(JSON.parse(readFileSync("activity.json", "utf8")));
 */
export const parseActivity = (input: unknown): Activity => parse(Activity, input);

/**
 * The same for a list of activities with the answers that are expected.
 *
 * @throws {ActivityInvalidError} when anything is wrong. Lists every issue with its path.
 */
export const parseActivities = (input: unknown): Activities => parse(Activities, input);
