import { type Rule } from "../../../sdk/kinds/index.js";
import { type ProgramParts } from "../../../sdk/program/index.js";
import { DAY } from "../../fixtures/walk.js";
import { type RawAttempt } from "../../fixtures/raw.js";
import { LIMITS, type Measure } from "./limits.js";
import { binds, isJudged, partiesOf } from "./log.js";
import { type State } from "./state.js";
import { type Memory } from "./world.js";

/** A movement that was made, of one token, with the books before and after it, and the log, in which it is the last. */
export type Made = {
  readonly attempt: RawAttempt;
  readonly index: number;
  readonly program: ProgramParts;
  readonly before: State;
  readonly after: State;
  readonly memory: Memory;
};
export type Measured = Measure & { readonly rule: Rule };

const text = ({ rule: { kind, path }, measured, limit }: Measured) =>
  `${path === 0 ? "" : `path ${path}: `}${kind}: ${measured}, the limit is ${limit}`;
const isOver = ({ measured, limit }: Measure) => measured > limit;

/** Every limit that is about the movement, with what it comes to. */
export function measuresOf(made: Made): readonly Measured[] {
  const { attempt, before, after, index, program } = made;
  const parties = partiesOf(before, attempt);
  if (!isJudged(attempt, parties)) return [];
  const time = { time: after.time, today: Number(after.time / DAY) };
  const now = { ...parties, ...time, was: before.tokens[index]!, is: after.tokens[index]! };
  return program.rules.flatMap((rule) => {
    // Of a group the scope says who is a member, not whom the rule binds.
    const scope = rule.kind === "mostGroupShare" ? { ...rule, liftedBy: 0 } : rule;
    if (!binds(program, scope, attempt, parties)) return [];
    const found = LIMITS[rule.kind]?.(made, rule, now);
    return found === undefined ? [] : [{ ...found, rule }];
  });
}

/**
 * Limits that a movement went beyond although it was allowed: nobody comes to have more than a rule lets him. Of several paths one is enough, all of
 * whose limits hold.
 */
export function overLimits(made: Made): readonly string[] {
  const all = measuresOf(made);
  const over = all.filter((one) => one.rule.path === 0 && isOver(one));
  const paths = new Set(made.program.rules.flatMap(({ path }) => (path === 0 ? [] : [path])));
  const closed = all.filter((one) => one.rule.path !== 0 && isOver(one));
  const isClosed = paths.size > 0 && [...paths].every((path) => closed.some(({ rule }) => rule.path === path));
  return [...over, ...(isClosed ? closed : [])].map((one) => `noIncreasePastALimit: ${text(one)}`);
}
