import type { RuleKind } from "../../../sdk/kinds/index.js";
import { amountKinds } from "./amount.js";
import { countingKinds } from "./counting.js";
import { holdingKinds } from "./holding.js";
import type { Kind } from "./kind.js";
import { leverageKinds } from "./leverage.js";
import { groupKinds } from "./onGroups.js";
import { lotKinds } from "./onLots.js";
import { meterKinds } from "./onMeters.js";
import { plugInKinds } from "./plugIn.js";
import { positionKinds } from "./position.js";
import { recordKinds } from "./record.js";

/** Kinds of which cases are made: all there are. */
export type CaseKind = RuleKind;

/** How cases of each kind of rule are made: one file for each family. */
export const KINDS: Readonly<Record<CaseKind, Kind>> = {
  ...recordKinds,
  ...holdingKinds,
  ...countingKinds,
  ...amountKinds,
  ...lotKinds,
  ...meterKinds,
  ...groupKinds,
  ...leverageKinds,
  ...plugInKinds,
  ...positionKinds,
};

export const CASE_KINDS = Object.keys(KINDS) as readonly CaseKind[];
