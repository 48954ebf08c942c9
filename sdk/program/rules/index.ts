import type { RuleKind } from "../../kinds/index.js";
import { countryIn } from "./countryIn.js";
import { countryNotIn } from "./countryNotIn.js";
import { encumberedStays } from "./encumberedStays.js";
import { evidenceFresh } from "./evidenceFresh.js";
import { fewestHolders } from "./fewestHolders.js";
import { forbiddenStates } from "./forbiddenStates.js";
import { holdingPeriod } from "./holdingPeriod.js";
import type { Judge } from "./judge.js";
import { laneInSet } from "./laneInSet.js";
import { leastHolding } from "./leastHolding.js";
import { leastPerMovement } from "./leastPerMovement.js";
import { mostEmbeddedLeverage } from "./mostEmbeddedLeverage.js";
import { mostGroupShare } from "./mostGroupShare.js";
import { mostHolders } from "./mostHolders.js";
import { mostInflow } from "./mostInflow.js";
import { mostLeverage } from "./mostLeverage.js";
import { mostOutflow } from "./mostOutflow.js";
import { mostOutflowShare } from "./mostOutflowShare.js";
import { mostOutflowShareOrVolume } from "./mostOutflowShareOrVolume.js";
import { mostPerMovement } from "./mostPerMovement.js";
import { mostPurchasers } from "./mostPurchasers.js";
import { mostShare } from "./mostShare.js";
import { mostUnits } from "./mostUnits.js";
import { mostVenueVolume } from "./mostVenueVolume.js";
import { notAfter } from "./notAfter.js";
import { notBefore } from "./notBefore.js";
import { notHalted } from "./notHalted.js";
import { plugIn } from "./plugIn.js";
import { positionLimit } from "./positionLimit.js";
import { regionIn } from "./regionIn.js";
import { regionNotIn } from "./regionNotIn.js";
import { requiredStatuses } from "./requiredStatuses.js";
import { spenderRegistered } from "./spenderRegistered.js";
import { trancheClosedSince } from "./trancheClosedSince.js";
import { wholeHoldingOnly } from "./wholeHoldingOnly.js";

/** How each kind judges. */
export const JUDGES: Readonly<Record<RuleKind, Judge>> = {
  forbiddenStates,
  requiredStatuses,
  laneInSet,
  countryIn,
  countryNotIn,
  evidenceFresh,
  regionIn,
  regionNotIn,
  spenderRegistered,
  mostUnits,
  mostShare,
  leastHolding,
  wholeHoldingOnly,
  mostHolders,
  fewestHolders,
  notBefore,
  notAfter,
  holdingPeriod,
  trancheClosedSince,
  notHalted,
  mostOutflow,
  mostOutflowShare,
  mostOutflowShareOrVolume,
  mostInflow,
  mostPurchasers,
  mostVenueVolume,
  mostGroupShare,
  leastPerMovement,
  mostPerMovement,
  mostEmbeddedLeverage,
  mostLeverage,
  encumberedStays,
  plugIn,
  positionLimit,
};
