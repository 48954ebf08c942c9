import type { LoadedRule } from "../loadProgram.js";
import { readingOf } from "../readingOf.js";
import type { Situation } from "../situation.js";
import type { Judge } from "./judge.js";

type LimitOf = (one: LoadedRule, situation: Situation) => bigint;

const after = (one: LoadedRule, situation: Situation): bigint =>
  readingOf(one, situation).used + situation.movement.amount;

/** Refuses what would bring the units within the window above the limit, which itself is allowed. */
export const flowJudge = (limitOf: LimitOf): Judge => ({
  refused: (one, _own, situation) => after(one, situation) > limitOf(one, situation),
  measured: (one, _own, situation) => after(one, situation),
  limit: (one, _own, situation) => limitOf(one, situation),
  room: (one, situation) => ({ least: 1n, most: limitOf(one, situation) - readingOf(one, situation).used }),
});
