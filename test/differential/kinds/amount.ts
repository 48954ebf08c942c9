import type { RuleKind } from "../../../sdk/kinds/index.js";
import { isOut, type Kind, lower, upper } from "./kind.js";

/** Kinds that are judged on the clock or on the amount alone. */
export const amountKinds = {
  notBefore: { steer: (s) => ({ limit: lower(s, s.facts.time) }) },
  notAfter: { steer: (s) => ({ limit: upper(s, s.facts.time) }) },
  notHalted: { steer: (s) => ({ limit: 0n, facts: { ...s.facts, halted: isOut(s) } }) },
  leastPerMovement: { steer: (s) => ({ limit: lower(s, s.movement.amount) }) },
  mostPerMovement: { steer: (s) => ({ limit: upper(s, s.movement.amount) }) },
} as const satisfies Partial<Record<RuleKind, Kind>>;
