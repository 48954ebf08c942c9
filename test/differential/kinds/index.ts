import type { RuleKind } from "../../../sdk/kinds/index.js";
import { amountKinds } from "./amount.js";
import { countingKinds } from "./counting.js";
import { holdingKinds } from "./holding.js";
import type { Kind } from "./kind.js";
import { lotKinds } from "./onLots.js";
import { meterKinds } from "./onMeters.js";
import { recordKinds } from "./record.js";

/** Kinds of which cases are made. Shares of groups and other contracts have models of their own, in test/contracts. */
export type CaseKind = Exclude<RuleKind, "mostGroupShare" | "plugIn">;

/** How cases of each kind of rule are made: one file for each family. */
export const KINDS: Readonly<Record<CaseKind, Kind>> = {
  ...recordKinds,
  ...holdingKinds,
  ...countingKinds,
  ...amountKinds,
  ...lotKinds,
  ...meterKinds,
};

export const CASE_KINDS = Object.keys(KINDS) as readonly CaseKind[];
