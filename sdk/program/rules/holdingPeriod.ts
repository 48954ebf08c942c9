import type { LoadedRule } from "../loadProgram.js";
import { monthsEnd } from "../lots/monthsEnd.js";
import { movingLots } from "../lots/movingLots.js";
import { roomOfLots } from "../lots/roomOfLots.js";
import type { Situation } from "../situation.js";
import type { Judge } from "./judge.js";

/** When the youngest unit that moves has been held long enough, in unix seconds; 0: none of the rule's origins moves. */
function heldLongEnough({ rule, limit }: LoadedRule, situation: Situation): number {
  let youngest = -1;
  for (const { origin, day } of movingLots(situation)) if ((limit >> origin) & 1 && day > youngest) youngest = day;
  return youngest < 0 ? 0 : monthsEnd(youngest, rule.window);
}

const refuses = (one: LoadedRule, situation: Situation): boolean => situation.time < heldLongEnough(one, situation);

/** Refuses a sender that has not held what moves for so many months. */
export const holdingPeriod: Judge = {
  refused: (one, _own, situation) => refuses(one, situation),
  measured: (_one, _own, { facts }) => facts.time,
  limit: (one, _own, situation) => BigInt(heldLongEnough(one, situation)),
  room: (one, situation) => roomOfLots(situation, (moved) => refuses(one, moved)),
};
