import { NEVER, TRANCHE_BITS } from "../../kinds/index.js";
import type { LoadedRule } from "../loadProgram.js";
import { monthsPassed } from "../lots/monthsPassed.js";
import { movingLots } from "../lots/movingLots.js";
import { roomOfLots } from "../lots/roomOfLots.js";
import type { Situation } from "../situation.js";
import type { Judge } from "./judge.js";

/** Days since 1970-01-01; 0: the tranche is open. */
export const closedOn = (tranches: bigint, origin: number): number =>
  Number(BigInt.asUintN(TRANCHE_BITS, tranches >> BigInt(origin * TRANCHE_BITS)));

/** When the tranches of all that moves have been closed long enough; 0: none of the rule's origins moves. */
function closedLongEnough(one: LoadedRule, situation: Situation): bigint {
  const days = movingLots(one, situation).map(({ origin }) => closedOn(situation.facts.tranches, origin));
  if (days.length === 0) return 0n;
  return days.includes(0) ? NEVER : monthsPassed(Math.max(...days), one.rule.window);
}

const refuses = (one: LoadedRule, situation: Situation): boolean =>
  situation.facts.time < closedLongEnough(one, situation);

/** Refuses a sender whose tranche has not been closed for so many months. */
export const trancheClosedSince: Judge = {
  refused: (one, _own, situation) => refuses(one, situation),
  measured: (_one, _own, { facts }) => facts.time,
  limit: (one, _own, situation) => closedLongEnough(one, situation),
  room: (one, situation) => roomOfLots(situation, (moved) => refuses(one, moved)),
};
