import { isRuled } from "../kinds/index.js";
import type { Decision, Finding, Movement } from "../verdict/index.js";
import { has } from "./amounts.js";
import { binds, bindsOpposite, bindsParty, ownOf } from "./binds.js";
import { judgeBuiltIn, judgeQuestion, type Sink } from "./builtInFindings.js";
import { type LoadedRule, type LoadedRules, loadProgram, type OpenRules, type Rules } from "./loadProgram.js";
import { NO_RULES, openRules } from "./openRules.js";
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
  judgeOpen(rules, open, situation, sink);
}

/** Rules that may refuse: of the sender, of the receiver, of the movement and its spender. */
export type Open = readonly [OpenRules, OpenRules, OpenRules];

/**
 * @internal
 * Tells what these rules find in a movement that no reason of the engine's own refuses, until it is enough. All others of the program pass.
 */
export function judgeOpen({ paths, asking }: LoadedRules, open: Open, situation: Situation, sink: Sink): void {
  const [a, b, c] = open;
  for (let at = -1; ;) {
    const one = nextRefusal(a.always, b.always, c.always, at, situation);
    if (one === undefined) break;
    if (sink(findingOf(one, situation))) return;
    at = one.index;
  }
  let closing = paths.length === 0 ? undefined : closedBy(paths.length, open, situation);
  for (let path = 0; closing !== undefined; closing = nextOfPath(++path, open, -1, situation))
    for (
      let one: LoadedRule | undefined = closing;
      one !== undefined;
      one = nextOfPath(path, open, one.index, situation)
    )
      if (sink(findingOf(one, situation))) return;
  for (const one of asking) if (refuses(one, situation) && sink(findingOf(one, situation))) return;
}

/** The first rule that refuses of the first path, if some rule of each path refuses: one path that is open is enough. */
function closedBy(paths: number, open: Open, situation: Situation): LoadedRule | undefined {
  let closing: LoadedRule | undefined;
  for (let path = paths; path-- > 0;) {
    closing = nextOfPath(path, open, -1, situation);
    if (closing === undefined) return undefined;
  }
  return closing;
}

/** The same of one path. */
function nextOfPath(path: number, [a, b, c]: Open, after: number, situation: Situation) {
  const [own, others] = [a.paths[path] ?? NO_RULES, c.paths[path] ?? NO_RULES];
  return nextRefusal(own, b.paths[path] ?? NO_RULES, others, after, situation);
}

/** The first rule of three lists, in program order, that refuses and comes after the rule of this index. */
function nextRefusal(a: Rules, b: Rules, c: Rules, after: number, situation: Situation): LoadedRule | undefined {
  const first = earlier(a, after, situation, undefined);
  const second = b.list.length === 0 ? first : earlier(b, after, situation, first);
  return c.list.length === 0 ? second : earlier(c, after, situation, second);
}

/** The first rule that refuses, unless `found` comes before it. */
function earlier(
  { list, bounds }: Rules,
  after: number,
  situation: Situation,
  found: LoadedRule | undefined,
): LoadedRule | undefined {
  for (let place = 0; place < list.length; place++) {
    const one = list[place] as LoadedRule;
    if (one.index <= after) continue;
    if (found !== undefined && found.index < one.index) return found;
    if (bounds.length > 0 && has(bounds, place, situation.units, situation.isWhole)) continue;
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
export function findingOf(one: LoadedRule, situation: Situation): Finding {
  const own = ownOf(one, situation);
  const { rule, index, judge } = one;
  return {
    rule: index,
    kind: rule.kind,
    party: rule.side,
    subject: judge.subject?.(situation) ?? own.investor,
    measured: judge.measured(one, own, situation),
    limit: judge.limit(one, own, situation),
    unit: one.unit,
    provision: one.provision,
  };
}
