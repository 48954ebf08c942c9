import { flowJudge } from "./flow.js";
import { shareOfSupply } from "./mostOutflowShare.js";

/** Refuses a sender that would have sent more, within the window, than the greater of a share of the supply and the weekly volume reported. */
export const mostOutflowShareOrVolume = flowJudge((one, situation) => {
  const share = shareOfSupply(one, situation);
  const { weeklyVolume } = situation.facts;
  return share > weeklyVolume ? share : weeklyVolume;
});
