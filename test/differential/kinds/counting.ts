import { LANES, MODES, type RuleKind } from "../../../sdk/kinds/index.js";
import { type Kind, lower, type Steering, upper } from "./kind.js";

/** Kinds that are judged on how many hold. */
export const countingKinds = {
  mostHolders: {
    movements: ["transfer", "mint"],
    wants: "newHolder",
    steer: (s) => ({ limit: upper(s, counted(s) + (isExchange(s) ? 0n : 1n)) }),
  },
  fewestHolders: {
    wants: "leaver",
    steer: (s) => ({ limit: lower(s, counted(s) - (isExchange(s) ? 0n : 1n)) }),
  },
} as const satisfies Partial<Record<RuleKind, Kind>>;

/** Whether one holder leaves while another comes: where the rule counts both, as many are left, whatever its limit. */
const isExchange = ({ facts, movement }: Steering): boolean =>
  movement.kind === "transfer" &&
  movement.amount > 0n &&
  facts.senderHolding === movement.amount &&
  facts.receiverHolding === 0n;

/** Holders that the rule counts before the movement. */
function counted({ rule: { modes, lanes, side, countrySet }, facts, groups }: Steering): bigint {
  const sum = (word: bigint) => {
    let count = 0n;
    for (let lane = 0; lane < LANES; lane++)
      if (lanes === 0 || (lanes >> lane) & 1) count += (word >> BigInt(32 * lane)) & 0xffffffffn;
    return count;
  };
  if (modes === 1 << MODES.perCountry) return sum(side === "sender" ? facts.senderCounts : facts.receiverCounts);
  if (modes === 1 << MODES.together) return sum(groups[countrySet?.set ?? 0] ?? 0n);
  const owners = modes === 1 << MODES.beneficial ? sum(facts.owners) - sum(facts.lookedThrough) : 0n;
  return sum(facts.totals) + owners;
}
