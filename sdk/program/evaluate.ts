import { isRuled, RULE_KINDS } from "../kinds/index.js";
import type { Decision, Finding, Movement } from "../verdict/index.js";
import { binds, bindsOpposite, bindsParty, ownOf } from "./binds.js";
import { judgeBuiltIn, judgeQuestion, type Sink } from "./builtInFindings.js";
import { type LoadedRule, type LoadedRules, loadProgram, type OpenRules } from "./loadProgram.js";
import { openRules } from "./openRules.js";
import { type Situation, situationOf } from "./situation.js";
import type { Facts, ProgramParts } from "./types.js";

export type EvaluateOptions = {
  /** Stop after this many findings. Default: all. */
  readonly most?: number | undefined;
};
export type EvaluateReturnType = Decision;

const ALLOWED: Decision = { allowed: true };

/**
 * Decides whether a movement is allowed, as the engine does on the same facts. Pure: the clock is `facts.time`.
 *
 * @param program In force for the token; null: none is.
 * @param facts As the engine's `facts` gives them for this movement.
 * @returns Every finding in the engine's order: its own reasons, then the rules in program order.
 *
 * @example
 * const decision = evaluate(program, facts, movement);
 * if (!decision.allowed) console.log(decision.first.kind, decision.first.measured, decision.first.limit);
 */
export function evaluate(
  program: ProgramParts | null,
  facts: Facts,
  movement: Movement,
  { most = Infinity }: EvaluateOptions = {},
): EvaluateReturnType {
  let findings: Finding[] | undefined;
  judge(program, situationOf(facts, movement), (finding) => (findings ??= []).push(finding) >= most);
  const first = findings?.[0];
  return first === undefined ? ALLOWED : { allowed: false, first, rest: findings?.slice(1) ?? [] };
}

/**
 * @internal
 * Tells what stands against the movement, in the engine's order, until it is enough.
 */
export function judge(program: ProgramParts | null, situation: Situation, sink: Sink): void {
  if (judgeQuestion(situation, program !== null, sink) && program !== null && judgeBuiltIn(situation, sink))
    judgeRules(program, situation, sink);
}

function judgeRules(program: ProgramParts, situation: Situation, sink: Sink): void {
  const { kind, amount } = situation.movement;
  // Nothing moves, nothing changes hands, or there is an order or the law behind it: no rule is asked.
  if (amount === 0n || situation.within || !isRuled(kind)) return;
  const rules = loadProgram(program)[kind];
  const open: Open = [
    openRules(rules, "sender", situation),
    openRules(rules, "receiver", situation),
    openRules(rules, "others", situation),
  ];
  judgeOpen(program, rules, open, situation, sink);
}

/** Rules that may refuse: of the sender, of the receiver, of the movement and its spender. */
export type Open = readonly [OpenRules, OpenRules, OpenRules];

/**
 * @internal
 * Tells what these rules find in a movement that no reason of the engine's own refuses, until it is enough. All others of the program pass.
 */
export function judgeOpen(
  program: ProgramParts,
  { paths, plugIns }: LoadedRules,
  open: Open,
  situation: Situation,
  sink: Sink,
): void {
  const [ofSender, ofReceiver, others] = open;
  const first = firstRefusal(ofSender.always, ofReceiver.always, others.always, situation);
  if (first !== undefined && tell(program, [ofSender.always, ofReceiver.always, others.always], first, situation, sink))
    return;
  const closed = paths.length === 0 ? NONE : closedPaths(paths.length, open, situation);
  for (const [path, refused] of closed.entries()) {
    const lists = open.map((rules) => rules.paths[path] ?? NONE);
    if (tell(program, lists, refused, situation, sink)) return;
  }
  for (const one of plugIns) if (refuses(one, situation) && sink(findingOf(program, one, situation))) return;
}

/** The first rule that refuses of each path; none if one path is open: that is enough. */
function closedPaths(count: number, [a, b, c]: Open, situation: Situation): Rules {
  const closed: LoadedRule[] = [];
  for (let path = 0; path < count; path++) {
    const refused = firstRefusal(a.paths[path] ?? NONE, b.paths[path] ?? NONE, c.paths[path] ?? NONE, situation);
    if (refused === undefined) return NONE;
    closed.push(refused);
  }
  return closed;
}

type Rules = readonly LoadedRule[];
const NONE: Rules = [];

/** The first rule of three lists, in program order, that refuses. */
function firstRefusal(a: Rules, b: Rules, c: Rules, situation: Situation): LoadedRule | undefined {
  let first = earlier(a, situation, undefined);
  if (b.length > 0) first = earlier(b, situation, first);
  return c.length > 0 ? earlier(c, situation, first) : first;
}

/** The first rule that refuses, unless `found` comes before it. */
function earlier(rules: Rules, situation: Situation, found: LoadedRule | undefined): LoadedRule | undefined {
  for (const one of rules) {
    if (found !== undefined && found.index < one.index) return found;
    if (refusesParty(one, situation)) return one;
  }
  return found;
}

/**
 * @internal
 * Whether an open rule refuses: the record of its party, if not of a spender, is in its scope.
 */
export function refusesParty(one: LoadedRule, situation: Situation): boolean {
  if (one.narrowed && !bindsOpposite(one, situation)) return false;
  const own = ownOf(one, situation);
  return (one.rule.side !== "spender" || bindsParty(one, own)) && one.refused(one, own, situation);
}

/** Tells what the rules of these lists find that refuse, in program order. True: enough. */
function tell(
  program: ProgramParts,
  lists: readonly Rules[],
  first: LoadedRule,
  situation: Situation,
  sink: Sink,
): boolean {
  if (sink(findingOf(program, first, situation))) return true;
  const further = lists
    .flat()
    .filter((one) => one.index > first.index && refusesParty(one, situation))
    .sort((one, other) => one.index - other.index);
  return further.some((one) => sink(findingOf(program, one, situation)));
}

/**
 * @internal
 * Whether the rule binds the movement, and refuses it.
 */
export function refuses(one: LoadedRule, situation: Situation): boolean {
  const own = ownOf(one, situation);
  return binds(one, own, situation) && one.judge.refused(one, own, situation);
}

/**
 * @internal
 * What the rule finds in a movement that it refuses.
 */
export function findingOf(program: ProgramParts, one: LoadedRule, situation: Situation): Finding {
  const own = ownOf(one, situation);
  const { rule, index, judge } = one;
  return {
    rule: index,
    kind: rule.kind,
    party: rule.side,
    subject: own.investor,
    measured: judge.measured(one, own, situation),
    limit: judge.limit(one, own, situation),
    unit: RULE_KINDS[rule.kind].unit,
    provision: program.provisions[rule.provision] ?? null,
  };
}
