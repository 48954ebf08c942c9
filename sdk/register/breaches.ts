import { zeroAddress } from "viem";
import { BUILT_IN_RULE, isReason, maskOf, RULE_KINDS, STATES } from "../kinds/index.js";
import { type ProgramParts } from "../program/index.js";
import { findingOf, refuses } from "../program/evaluate.js";
import { type LoadedRule, loadProgram } from "../program/loadProgram.js";
import { situationOf } from "../program/situation.js";
import { type Finding } from "../verdict/index.js";
import { type Judging, type Standing } from "./answers.js";
import { type PartyFacts } from "./books.js";
import { isNarrowed } from "./sales.js";
import { type Holder } from "./types.js";

/**
 * What becomes of a holder against whom a rule stands. Nobody has to give anything up: limits on holding refuse no exit.
 *
 * `grandfathered`: it keeps what it holds, may leave, and receives nothing more until the rule admits it again. `mustLeaveWhole`: it keeps what it
 * holds, and may leave with all of it at once or not at all, unless it acquires what it lacks. `mustWait`: it may not sell all that it holds before a
 * time. `barred`: it may not, and no time helps.
 */
export type Cure = "grandfathered" | "mustLeaveWhole" | "mustWait" | "barred";

/** A rule that stands against a holder as it is, with no movement asked about. */
export type Breach = Finding & {
  /** By so much, in `unit`: token units above or below the limit, seconds since evidence lapsed or until a time comes; 0 where there is no more and less. */
  readonly excess: bigint;
  readonly cure: Cure;
  /** Of `mustWait`: unix seconds from which all that it holds may be sold; null of any other cure. */
  readonly until: bigint | null;
};

const SUSPENSE = maskOf(STATES, ["suspense"]);

/**
 * @internal
 * Rules of path 0 on who may hold, and how much: they speak of the party alone, in every acquisition from others.
 */
export function standingRules(program: ProgramParts): readonly LoadedRule[] {
  return loadProgram(program).transfer.always.filter(({ rule }) => {
    const { judgedOn } = RULE_KINDS[rule.kind];
    const ofHolding = rule.kind === "leastHolding" || rule.side === "receiver";
    return (
      ofHolding && !isNarrowed(rule) && (judgedOn === "record" || judgedOn === "holding") && rule.side !== "spender"
    );
  });
}

/** What stands against a holder, in program order: what it is and holds first, then what keeps it from selling all. */
export function breachesOf(
  holder: Holder,
  { standing }: Judging,
  { sell }: Standing,
  facts: PartyFacts,
): readonly Breach[] {
  // Units wait there for somebody who is not known yet.
  if (!facts.sender.senderHolds || (holder.states & SUSPENSE) !== 0) return [];
  // Nothing moves, and the issuer itself is the other party, so that every scope of it matches.
  const still = { token: zeroAddress, from: zeroAddress, to: zeroAddress, amount: 0n };
  const situations = {
    sender: situationOf(facts.sender, { ...still, kind: "burn" }),
    receiver: situationOf(facts.receiver, { ...still, kind: "mint" }),
  };
  const held = standing.flatMap((one): readonly Breach[] => {
    const situation = situations[one.rule.side === "sender" ? "sender" : "receiver"];
    if (!refuses(one, situation)) return [];
    const finding = findingOf(one, situation);
    const cure = finding.party === "sender" ? "mustLeaveWhole" : "grandfathered";
    return [{ ...finding, excess: excessOf(finding), cure, until: null }];
  });
  if (sell?.whole.to !== "nobody") return held;
  const { findings, from } = sell.whole;
  const barring = findings.filter(({ rule, kind }) => rule !== BUILT_IN_RULE && !isOnSize(kind));
  const cure = from === null ? "barred" : "mustWait";
  return [...held, ...barring.map((finding): Breach => ({ ...finding, excess: excessOf(finding), cure, until: from }))];
}

/** How much moves at once, or within a window, is no matter of who holds. */
const isOnSize = (kind: Finding["kind"]): boolean =>
  !isReason(kind) && (RULE_KINDS[kind].judgedOn === "amount" || RULE_KINDS[kind].judgedOn === "meter");

function excessOf({ unit, measured, limit }: Finding): bigint {
  if (unit !== "units" && unit !== "unixSeconds") return 0n;
  return measured > limit ? measured - limit : limit - measured;
}
