import { maskOf, MODES, NEEDS, type Rule, RULE_KINDS, type RuleKindEntry } from "../kinds/index.js";

const bit = (need: keyof typeof NEEDS) => 1 << NEEDS[need];

/** What the engine must read before it can judge these rules that not every movement reads: a mask of NEEDS. */
export function needsOf(rules: readonly Pick<Rule, "kind" | "side" | "modes">[]): number {
  let needs = 0;
  for (const { kind, side, modes } of rules) {
    if (side === "spender") {
      needs |= bit("spender");
      continue;
    }
    const entry: RuleKindEntry = RULE_KINDS[kind];
    if (entry.needs.includes("holding")) needs |= bit(side === "sender" ? "senderHolding" : "receiverHolding");
    if (entry.needs.includes("holdings")) needs |= bit("senderHolding") | bit("receiverHolding");
    if (entry.needs.includes("supply")) needs |= bit("supply");
    if (entry.needs.includes("lots")) needs |= bit("lots");
    if (entry.needs.includes("meters")) needs |= bit("meters");
    if (entry.needs.includes("plugIns")) needs |= bit("plugIns");
    if (entry.needs.includes("leverage")) needs |= bit("leverage");
    if (entry.needs.includes("positions")) needs |= bit("positions");
    if (entry.needs.includes("tranches")) needs |= bit("tranches");
    if (modes & maskOf(MODES, ["together"])) needs |= bit("groups");
    if (modes & maskOf(MODES, ["beneficial"])) needs |= bit("owners");
  }
  return needs;
}

/** The country sets that rules count as one group: a mask by index. */
export const groupSetsOf = (rules: readonly Pick<Rule, "modes" | "countrySet">[]): number =>
  rules.reduce(
    (sets, { modes, countrySet }) =>
      modes & maskOf(MODES, ["together"]) && countrySet !== null ? (sets | (1 << countrySet.set)) >>> 0 : sets,
    0,
  );
