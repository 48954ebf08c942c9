import { maxUint256 } from "viem";
import { isRuled, isWeighed, maskOf, MOST_PLUG_INS, MOST_UNITS, NEVER, type RuleKind, STATES } from "../kinds/index.js";
import type { Decision, Finding, Headroom, Movement } from "../verdict/index.js";
import { binds, ownOf } from "./binds.js";
import { builtInRoom, judgeBuiltIn, judgeQuestion, type Sink } from "./builtInFindings.js";
import { evaluate, refuses } from "./evaluate.js";
import { type LoadedRule, loadProgram } from "./loadProgram.js";
import { EXHAUSTED } from "./readingOf.js";
import type { Room } from "./rules/judge.js";
import { type Situation, situationOf } from "./situation.js";
import type { Facts, PlugInAnswer, PositionAnswer, ProgramParts } from "./types.js";

/** A movement before anybody has said how much. */
export type HeadroomOfParameters = Omit<Movement, "amount">;
export type HeadroomOfReturnType = Headroom;

const FIRST: Sink = () => true;
/** Nobody here can ask another contract: whatever it would say is left out. */
const LEFT_OUT: readonly PlugInAnswer[] = Array.from({ length: MOST_PLUG_INS }, () => {
  return { allowed: true, measured: 0n, limit: 0n };
});
const NOT_ASKED: PositionAnswer = { allowed: true, subject: 0n, measured: 0n, limit: 0n };
const NOTHING: Room = { least: 1n, most: 0n };
const ALL: Room = { least: 1n, most: MOST_UNITS };

/**
 * Finds how much may move, by the rules that decide about one amount, as the engine's `headroom` does on the same facts. Pure; its time grows with the
 * number of rules, not with the amounts.
 *
 * As long as an amount is 1 or more and not the whole balance, it decides neither whether anybody becomes or ceases to be a holder nor which rules
 * bind: a rule lets all amounts pass, or none, or one interval, or two of the share of a group. The whole balance is judged as an amount of its own.
 *
 * Where a rule that binds asks another contract, what that would say is left out, and the answer is not proven: the engine's own `headroom` asks it.
 *
 * @param program In force for the token; null: none is.
 * @param given As the engine's `facts` gives them for this movement, of whatever amount.
 *
 * @example
 * const { least, most, whole } = headroomOf(program, facts, { kind: "transfer", token, from, to });
 */
export function headroomOf(
  program: ProgramParts | null,
  given: Facts,
  movement: HeadroomOfParameters,
): HeadroomOfReturnType {
  const facts: Facts = { ...given, plugIns: LEFT_OUT, positions: NOT_ASKED };
  const decide = (amount: bigint, at = facts): Decision => evaluate(program, at, { ...movement, amount });
  const one = situationOf(facts, { ...movement, amount: 1n });
  const passes = judgeQuestion(one, program !== null, FIRST) && judgeBuiltIn(one, FIRST);
  const top = passes ? builtInRoom(one) : 0n;
  const balance = one.sender === null ? 0n : facts.senderBalance;
  const part = balance > 0n && top >= balance ? balance - 1n : top;
  const { lower, room } = rulesLeave(program, one, part);

  const whole = balance > 0n && decide(balance).allowed;
  const { least, most } = whole && room.most > 0n && room.most === balance - 1n ? { ...room, most: balance } : room;
  const tried = most > 0n ? most + 1n : (closest(lower, whole ? part : top) ?? (whole && balance === 1n ? 2n : 1n));
  const decision = decide(tried);
  const found = { least, most, whole, proven: !asksOthers(program, one), tried };
  if (decision.allowed || decision.first.kind === "unitsNotFree") return { ...found, binding: null, from: null };
  const from = opensFrom(
    program,
    [decision.first, ...decision.rest],
    (time) => decide(tried, asOfLater(facts, time)).allowed,
  );
  return { ...found, binding: decision.first, from };
}

/**
 * @internal
 * What is known of a later time: all as it is, but no meter and no leverage.
 */
export const asOfLater = (facts: Facts, time: bigint): Facts => ({
  ...{ ...facts, time, readings: EXHAUSTED },
  ...{ receiverLeverage: maxUint256, senderEncumbered: MOST_UNITS },
});

/** Of a kind that is not weighed nobody is asked: rules may name it, for later. Nor of somebody unknown, who is refused whatever they would say. */
const asksOthers = (
  program: ProgramParts | null,
  { movement: { kind }, sender, receiver }: Pick<Situation, "movement" | "sender" | "receiver">,
): boolean =>
  program !== null &&
  isWeighed(kind) &&
  isRuled(kind) &&
  (sender?.investor ?? 0n) !== (receiver?.investor ?? 0n) &&
  // Suspense accounts have no position.
  loadProgram(program)[kind].asking.some(
    ({ rule }) => rule.kind !== "positionLimit" || numberOf(sender) !== numberOf(receiver),
  );

const SUSPENSE = maskOf(STATES, ["suspense"]);
const numberOf = (party: Situation["sender"]): bigint =>
  party === null || party.states & SUSPENSE ? 0n : party.investor;

/**
 * @internal
 * When a movement passes against which these are all findings, if only time goes by; null: it does not.
 *
 * @param passes Whether it does at this time: what binds may change with time too, and an offer may be over by then.
 * @returns Unix seconds.
 */
export function opensFrom(
  program: ProgramParts | null,
  findings: readonly Finding[],
  passes: (time: bigint) => boolean,
): bigint | null {
  const times = program === null ? [] : opensAt(program, findings);
  const passing = times.filter((time) => time < NEVER && passes(time));
  return passing.length === 0 ? null : passing.reduce(minimum);
}

/** Where no amount passes: as much as every way asks for, if it is there. Undefined: nothing is. */
function closest(lower: bigint, top: bigint): bigint | undefined {
  const amount = lower < top ? lower : top;
  return amount > 0n ? amount : undefined;
}

/** Which amounts up to `part` the rules leave; none: zeros. `lower`: what the rules that must always hold ask for at least. */
function rulesLeave(
  program: ProgramParts | null,
  one: Situation,
  part: bigint,
): { readonly lower: bigint; readonly room: Room } {
  const { kind } = one.movement;
  const asked = program !== null && isRuled(kind) && !one.within;
  const { always, paths } = asked ? loadProgram(program)[kind] : { always: [], paths: [] };
  const ways = paths.length === 0 ? [always] : paths.map((path) => [...always, ...path]);
  let room = highest(ways, one, part);
  // Of the union the part that reaches highest: the way that does, and whatever lies below without a gap.
  while (room.least > 1n) {
    const below = highest(ways, one, room.least - 1n);
    if (below.most !== room.least - 1n) break;
    room = { ...room, least: below.least };
  }
  return { lower: ofWay(always, one, part).least, room };
}

/** Of what each way leaves of the amounts up to `upTo`, what reaches highest; zeros if there is none. */
function highest(ways: readonly (readonly LoadedRule[])[], one: Situation, upTo: bigint): Room {
  return ways
    .map((way) => ofWay(way, one, upTo))
    .filter(({ least, most }) => least <= most)
    .reduce((best, room) => (room.most > best.most ? room : best), { least: 0n, most: 0n });
}

/** The highest interval, of the amounts up to `upTo`, that rules leave together. One that leaves two tells the higher: if that is cut off, the other is asked for. */
function ofWay(way: readonly LoadedRule[], one: Situation, upTo: bigint): Room {
  const { least, most } = way.reduce<Room>(
    (left, rule) => {
      const room = ruleLeaves(rule, one, left.most);
      return { least: maximum(left.least, room.least), most: minimum(left.most, room.most) };
    },
    { least: 1n, most: upTo },
  );
  return least <= most || most <= 0n || most === upTo ? { least, most } : ofWay(way, one, most);
}

/**
 * @internal
 * Which amounts a rule leaves, of those that are 1 or more and not the sender's whole balance; of two intervals the higher one, unless it begins above
 * `upTo`.
 */
export function ruleLeaves(rule: LoadedRule, one: Situation, upTo: bigint): Room {
  const { room } = rule.judge;
  if (room === undefined) return refuses(rule, one) ? NOTHING : ALL;
  return binds(rule, ownOf(rule, one), one) ? room(rule, one, upTo) : ALL;
}

/** Time alone ends what these refuse, from their limit on. */
const TIMED: ReadonlySet<string> = new Set<RuleKind>(["notBefore", "holdingPeriod", "trancheClosedSince"]);

/** When time has ended all these findings: those of path 0 and, if there are others, those of each one path. `NEVER`: it does not. */
function opensAt(program: ProgramParts, findings: readonly Finding[]): readonly bigint[] {
  const byPath = new Map<number, bigint>();
  for (const { rule, kind, limit } of findings) {
    const path = program.rules[rule]?.path ?? 0; // the engine's own reasons stand beside every path
    byPath.set(path, maximum(byPath.get(path) ?? 0n, TIMED.has(kind) ? limit : NEVER));
  }
  const always = byPath.get(0) ?? 0n;
  byPath.delete(0);
  return byPath.size === 0 ? [always] : [...byPath.values()].map((time) => maximum(always, time));
}

const minimum = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const maximum = (a: bigint, b: bigint): bigint => (a > b ? a : b);
