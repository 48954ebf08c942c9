import { MOST_UNITS } from "../../kinds/index.js";
import type { LoadedRule } from "../loadProgram.js";
import { receiverHoldingAfter, senderHoldingAfter, type Situation } from "../situation.js";
import type { Judge } from "./judge.js";

const holdingAfter = ({ rule }: LoadedRule, situation: Situation): bigint =>
  rule.side === "sender" ? senderHoldingAfter(situation) : receiverHoldingAfter(situation);

/** Refuses a party that would hold something, but less than the limit. */
export const leastHolding: Judge = {
  refused: (one, _own, situation) => {
    const holding = holdingAfter(one, situation);
    return holding > 0n && holding < one.rule.limit;
  },
  measured: (one, _own, situation) => holdingAfter(one, situation),
  limit: (one) => one.rule.limit,
  room: ({ rule }, { facts }) =>
    rule.side === "sender"
      ? { least: 1n, most: facts.senderHolding - rule.limit }
      : { least: rule.limit - facts.receiverHolding, most: MOST_UNITS },
};
