import type { LoadedRule } from "../loadProgram.js";
import type { InvestorRecord } from "../record.js";
import type { Situation } from "../situation.js";

/** How rules of one kind judge a movement that they bind. `own` is the judged party's record. Pure; units are the kind's. */
export type Judge = {
  readonly refused: (one: LoadedRule, own: InvestorRecord, situation: Situation) => boolean;
  readonly measured: (one: LoadedRule, own: InvestorRecord, situation: Situation) => bigint;
  readonly limit: (one: LoadedRule, own: InvestorRecord, situation: Situation) => bigint;
};
