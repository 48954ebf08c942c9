import { MOVEMENTS, type Rule, ruleMovements } from "../../sdk/kinds/index.js";
import { assembleProgram } from "../../sdk/program/index.js";
import { someRule } from "../fixtures/rules.js";
import type { Case } from "./cases.js";
import { NOTHING_STATED } from "./meters.js";
import type { Random } from "./random.js";

/** Kinds by which the amount decides, most often those that give an interval two ends. */
const KINDS = [
  ...(["leastPerMovement", "leastPerMovement", "mostPerMovement", "mostPerMovement"] as const),
  ...(["mostUnits", "mostShare", "leastHolding", "wholeHoldingOnly", "holdingPeriod", "trancheClosedSince"] as const),
  ...(["notBefore", "notBefore", "encumberedStays"] as const),
];

/** The case under another program: rules by which the amount decides, on up to four paths, with limits around what is there to move. */
export function byAmount(random: Random, one: Case): Case {
  const rules = Array.from({ length: 2 + random.int(8) }, () => amountRule(random, one));
  const [first] = one.program.provisions;
  const facts = { ...one.facts, groups: [], weeklyVolume: 0n, dailyVolume: 0n, readings: [], plugIns: [] };
  const parts = { countrySets: [], provisions: [first ?? "0x"], rulebook: one.program.rulebook };
  const none = { running: [], stated: NOTHING_STATED, next: undefined };
  return { ...one, ...none, program: assembleProgram({ ...parts, rules }), facts };
}

function amountRule(random: Random, { facts, metered }: Case): Rule {
  const kinds = metered ? KINDS : KINDS.filter((kind) => kind !== "holdingPeriod" && kind !== "trancheClosedSince");
  const kind = random.pick(kinds);
  const { senderBalance, senderHolding, receiverHolding, supply } = facts;
  const there = senderBalance === 0n ? supply + 1n : senderBalance;
  const path = random.int(5);
  const some = random.amount(there);
  const onLots = { side: "sender", window: random.int(36) + 1, limit: BigInt(1 + random.int(127)) } as const;
  const of = (rule: Pick<Rule, "limit"> & Partial<Rule>): Rule => {
    const side = rule.side ?? "receiver";
    return someRule({ kind, path, ...rule, side, movements: ruleMovements(side) & BUILT });
  };
  switch (kind) {
    case "mostUnits":
      return of({ limit: receiverHolding + some });
    case "mostShare":
      return of({ limit: random.amount(supply + 1n), window: 1 + random.int(10_000) });
    case "leastHolding":
      return random.oneIn(2)
        ? of({ side: "sender", limit: senderHolding - (senderBalance === 0n ? 0n : some) + 1n })
        : of({ limit: receiverHolding + some });
    case "wholeHoldingOnly":
    case "encumberedStays":
      return of({ side: "sender", limit: 0n });
    case "holdingPeriod":
    case "trancheClosedSince":
      return of(onLots);
    case "notBefore":
      return of({ side: "token", limit: facts.time + BigInt(random.int(5)) - 1n });
    case "leastPerMovement":
    case "mostPerMovement":
      return of({ side: random.pick(["sender", "receiver", "token"] as const), limit: some });
  }
}

const BUILT = (1 << MOVEMENTS.transfer) | (1 << MOVEMENTS.mint) | (1 << MOVEMENTS.burn);
