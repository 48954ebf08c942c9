import { BASIS_POINTS } from "../../kinds/index.js";
import type { LoadedRule } from "../loadProgram.js";
import type { Situation } from "../situation.js";
import { flowJudge } from "./flow.js";

/** A share of the supply before the movement, in token units, rounded down. */
export const shareOfSupply = ({ rule }: LoadedRule, { facts }: Situation): bigint =>
  (rule.limit * facts.supply) / BASIS_POINTS;

/** Refuses a sender that would have sent more, within the window, than a share of the supply. */
export const mostOutflowShare = flowJudge(shareOfSupply);
