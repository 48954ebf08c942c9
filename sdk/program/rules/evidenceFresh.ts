import { EVIDENCES } from "../../kinds/index.js";
import type { LoadedRule } from "../loadProgram.js";
import type { InvestorRecord } from "../record.js";
import type { Judge } from "./judge.js";

const untilOf = (one: LoadedRule, own: InvestorRecord): number =>
  one.limit === EVIDENCES.identity ? own.kycUntil : own.statusUntil;

/** Refuses a receiver whose evidence is stale: it is fresh while now < until. */
export const evidenceFresh: Judge = {
  refused: (one, own, { time }) => time >= untilOf(one, own),
  passes: (one, own) => ({ from: 0, until: untilOf(one, own) }),
  measured: (_one, _own, { facts }) => facts.time,
  limit: (one, own) => BigInt(untilOf(one, own)),
};
