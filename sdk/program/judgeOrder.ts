import type { Finding } from "../verdict/index.js";
import { has, hasWhole, numberOf } from "./amounts.js";
import { judge, judgeOpen } from "./evaluate.js";
import { NO_OPEN, openRules } from "./openRules.js";
import { type Order, situationOfOrder } from "./orders.js";
import { BUILT_IN, type Passing, passingOf } from "./passing.js";
import type { PreparedProgram } from "./prepareProgram.js";
import type { Situation } from "./situation.js";

const NONE: readonly Finding[] = [];

/**
 * What stands against an order, as `judge` tells it of the same facts. Which amounts a party passes was found out before, of each alone, by the rules'
 * own judges: what all pass is allowed at once, as the engine does by the guards of a program. Of anything else the rules are asked that are left.
 *
 * @param most Findings that are enough.
 * @throws {ParameterInvalidError} when a party is missing, or was prepared for another program or moment.
 */
export function judgeOrder(prepared: PreparedProgram, order: Order, most: number): readonly Finding[] {
  const { kind, amount } = order.movement;
  const units = numberOf(amount);
  const out = outOf(prepared, order);
  const into = intoOf(prepared, order);
  const isKnown = (out !== null || kind === "mint") && (into !== null || kind === "burn");
  if (isKnown && passes(prepared, order, out, into, units)) return NONE;
  const situation = situationOfOrder(prepared, order, units);
  return judgeRest(prepared, situation, isKnown ? [out, into] : undefined, most);
}

type Known = readonly [out: Passing | null, into: Passing | null];

/** Asks the rules that are left. Apart, so that what passes makes no place for findings. */
function judgeRest(
  { loaded, program }: PreparedProgram,
  situation: Situation,
  known: Known | undefined,
  most: number,
): readonly Finding[] {
  let findings: Finding[] | undefined;
  const sink = (finding: Finding): boolean =>
    (findings === undefined ? (findings = [finding]).length : findings.push(finding)) >= most;
  if (known !== undefined && !situation.within && passBuiltIn(situation, known)) {
    const [out, into] = known;
    const rules = loaded[situation.movement.kind];
    const others = openRules(rules, "others", situation);
    judgeOpen(rules, [out === null ? NO_OPEN : out.open, into === null ? NO_OPEN : into.open, others], situation, sink);
  } else judge(program, situation, sink);
  return findings ?? NONE;
}

/** What is known of who sends; null: nothing, or the movement has no sender. */
function outOf(prepared: PreparedProgram, { movement: { kind }, sender }: Order): Passing | null {
  if (sender === null || sender.prepared !== prepared) return null;
  if (kind === "transfer") return sender.transferOut ?? passingOf(sender, "transferOut");
  if (kind === "burn") return sender.burnOut ?? passingOf(sender, "burnOut");
  if (kind === "forced") return sender.forcedOut ?? passingOf(sender, "forcedOut");
  if (kind === "transmission") return sender.transmissionOut ?? passingOf(sender, "transmissionOut");
  return kind === "licensed" ? (sender.licensedOut ?? passingOf(sender, "licensedOut")) : null;
}

/** What is known of who receives. */
function intoOf(prepared: PreparedProgram, { movement: { kind }, receiver }: Order): Passing | null {
  if (receiver === null || receiver.prepared !== prepared) return null;
  if (kind === "transfer") return receiver.transferIn ?? passingOf(receiver, "transferIn");
  if (kind === "mint") return receiver.mintIn ?? passingOf(receiver, "mintIn");
  if (kind === "forced") return receiver.forcedIn ?? passingOf(receiver, "forcedIn");
  if (kind === "transmission") return receiver.transmissionIn ?? passingOf(receiver, "transmissionIn");
  return kind === "licensed" ? (receiver.licensedIn ?? passingOf(receiver, "licensedIn")) : null;
}

/** Whether it is known that nothing stands against the order. */
function passes(
  prepared: PreparedProgram,
  { movement, sender, spender, allowance }: Order,
  out: Passing | null,
  into: Passing | null,
  units: number,
): boolean {
  let by: Passing | null = null;
  if (movement.kind === "transfer" && movement.spender !== undefined) {
    if (spender?.prepared !== prepared || allowance === undefined || allowance < movement.amount) return false;
    by = spender.transferBy ?? passingOf(spender, "transferBy");
  }
  const ways = out === null ? (into === null ? 0 : into.ways) : out.ways;
  // Within one investor no rule is asked, but this says more than that.
  for (let way = 1; way <= ways; way++)
    if (
      (into === null || has(into.bounds, way, units, false)) &&
      (out === null ||
        has(out.bounds, way, units, false) ||
        (hasWhole(out.bounds, way) && sender !== null && sender.balance === movement.amount)) &&
      (by === null || has(by.bounds, way, units, false))
    )
      return true;
  return false;
}

/** Whether it is known that none of the engine's own reasons stands against an order of which the rest is not known. */
function passBuiltIn({ movement, facts, units, isWhole }: Situation, [out, into]: Known): boolean {
  if (movement.kind === "transfer" && movement.spender !== undefined && facts.allowance < movement.amount) return false;
  return (
    (out === null || has(out.bounds, BUILT_IN, units, isWhole)) &&
    (into === null || has(into.bounds, BUILT_IN, units, false))
  );
}
