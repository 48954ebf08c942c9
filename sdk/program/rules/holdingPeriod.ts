import type { LoadedRule } from "../loadProgram.js";
import { monthsPassed } from "../lots/monthsPassed.js";
import { movingLots } from "../lots/movingLots.js";
import { roomOfLots } from "../lots/roomOfLots.js";
import type { Situation } from "../situation.js";
import type { Judge } from "./judge.js";

/** When the youngest unit that moves has been held long enough; 0: none of the rule's origins moves. */
function heldLongEnough(one: LoadedRule, situation: Situation): bigint {
  const youngest = movingLots(one, situation).at(-1);
  return youngest === undefined ? 0n : monthsPassed(youngest.day, one.rule.window);
}

const refuses = (one: LoadedRule, situation: Situation): boolean =>
  situation.facts.time < heldLongEnough(one, situation);

/** Refuses a sender that has not held what moves for so many months. */
export const holdingPeriod: Judge = {
  refused: (one, _own, situation) => refuses(one, situation),
  measured: (_one, _own, { facts }) => facts.time,
  limit: (one, _own, situation) => heldLongEnough(one, situation),
  room: (one, situation) => roomOfLots(situation, (moved) => refuses(one, moved)),
};
