import type { RuleKind } from "../../../sdk/kinds/index.js";
import { amountKinds } from "./amount.js";
import { countingKinds } from "./counting.js";
import { holdingKinds } from "./holding.js";
import type { Kind } from "./kind.js";
import { recordKinds } from "./record.js";
import { lotKinds } from "./onLots.js";

/** How cases of each kind of rule are made: one file for each family. */
export const KINDS: Readonly<Record<RuleKind, Kind>> = {
  ...recordKinds,
  ...holdingKinds,
  ...countingKinds,
  ...amountKinds,
  ...lotKinds,
};
