import type { RuleKind } from "../../kinds/index.js";
import { countryIn } from "./countryIn.js";
import { countryNotIn } from "./countryNotIn.js";
import { evidenceFresh } from "./evidenceFresh.js";
import { forbiddenStates } from "./forbiddenStates.js";
import type { Judge } from "./judge.js";
import { laneInSet } from "./laneInSet.js";
import { leastHolding } from "./leastHolding.js";
import { leastPerMovement } from "./leastPerMovement.js";
import { mostHolders } from "./mostHolders.js";
import { mostPerMovement } from "./mostPerMovement.js";
import { mostShare } from "./mostShare.js";
import { mostUnits } from "./mostUnits.js";
import { notAfter } from "./notAfter.js";
import { notBefore } from "./notBefore.js";
import { requiredStatuses } from "./requiredStatuses.js";

/** How each kind judges. */
export const JUDGES: Readonly<Record<RuleKind, Judge>> = {
  forbiddenStates,
  requiredStatuses,
  laneInSet,
  countryIn,
  countryNotIn,
  evidenceFresh,
  mostUnits,
  mostShare,
  leastHolding,
  mostHolders,
  notBefore,
  notAfter,
  leastPerMovement,
  mostPerMovement,
};
