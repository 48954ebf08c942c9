import { NEEDS, type Rule, RULE_KINDS, type RuleKindEntry } from "../kinds/index.js";

const bit = (need: keyof typeof NEEDS) => 1 << NEEDS[need];

/** What the engine must ask the token for before it can judge these rules: a mask of NEEDS. */
export function needsOf(rules: readonly Pick<Rule, "kind" | "side">[]): number {
  let needs = 0;
  for (const { kind, side } of rules) {
    const entry: RuleKindEntry = RULE_KINDS[kind];
    if (entry.needs.includes("holding")) needs |= bit(side === "sender" ? "senderHolding" : "receiverHolding");
    if (entry.needs.includes("supply")) needs |= bit("supply");
  }
  return needs;
}
