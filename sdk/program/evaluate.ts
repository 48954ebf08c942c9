import { isRuled, RULE_KINDS } from "../kinds/index.js";
import type { Decision, Finding, Movement } from "../verdict/index.js";
import { binds, ownOf } from "./binds.js";
import { judgeBuiltIn, judgeQuestion, type Sink } from "./builtInFindings.js";
import { type LoadedRule, loadProgram } from "./loadProgram.js";
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
  const sink: Sink = (finding) => (findings ??= []).push(finding) >= most;
  const situation = situationOf(facts, movement);
  if (judgeQuestion(situation, program !== null, sink) && program !== null && judgeBuiltIn(situation, sink))
    judgeRules(program, situation, sink);
  const [first, ...rest] = findings ?? [];
  return first === undefined ? ALLOWED : { allowed: false, first, rest };
}

function judgeRules(program: ProgramParts, situation: Situation, sink: Sink): void {
  const { kind, amount } = situation.movement;
  // Nothing moves, nothing changes hands, or there is an order or the law behind it: no rule is asked.
  if (amount === 0n || situation.within || !isRuled(kind)) return;
  const { always, paths, plugIns } = loadProgram(program)[kind];
  for (const one of always) if (refuses(one, situation) && sink(findingOf(program, one, situation))) return;
  // One path that is open is enough: no rule of it refuses.
  const closed = paths.length > 0 && paths.every((path) => path.some((one) => refuses(one, situation)));
  const last = closed ? [...paths.flat(), ...plugIns] : plugIns;
  for (const one of last) if (refuses(one, situation) && sink(findingOf(program, one, situation))) return;
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
