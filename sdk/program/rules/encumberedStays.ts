import { MOST_UNITS } from "../../kinds/index.js";
import { senderHoldingAfter } from "../situation.js";
import type { Judge } from "./judge.js";
import { isLeveraged, unlessLeveraged } from "./leveraged.js";

/** Refuses a leveraged sender that would hold fewer units than are held by pledges or recorded as collateral. */
export const encumberedStays: Judge = {
  refused: (_one, own, situation) =>
    isLeveraged(own) && senderHoldingAfter(situation) < situation.facts.senderEncumbered,
  measured: (_one, _own, situation) => senderHoldingAfter(situation),
  limit: (_one, _own, { facts }) => facts.senderEncumbered,
  passes: unlessLeveraged,
  room: (_one, { facts, sender }) => ({
    least: 1n,
    most: sender !== null && isLeveraged(sender) ? facts.senderHolding - facts.senderEncumbered : MOST_UNITS,
  }),
};
