import { NEVER, ORIGINS, TRANCHE_BITS } from "../../kinds/index.js";
import type { LoadedRule } from "../loadProgram.js";
import { monthsEnd } from "../lots/monthsEnd.js";
import { movingLots } from "../lots/movingLots.js";
import { roomOfLots } from "../lots/roomOfLots.js";
import { remembering } from "../remembering.js";
import type { Situation } from "../situation.js";
import type { Judge } from "./judge.js";

/** By origin, days since 1970-01-01; 0: the tranche is open. */
const closings = remembering((tranches) =>
  Array.from({ length: ORIGINS }, (_, origin) =>
    Number(BigInt.asUintN(TRANCHE_BITS, tranches >> BigInt(origin * TRANCHE_BITS))),
  ),
);

/** When the tranches of all that moves have been closed long enough, in unix seconds; 0: none of the rule's origins moves. */
function closedLongEnough({ rule, limit }: LoadedRule, situation: Situation): number {
  let latest = -1;
  let days: readonly number[] | undefined;
  for (const { origin } of movingLots(situation)) {
    if (((limit >> origin) & 1) === 0) continue;
    const closed = (days ??= closings(situation.facts.tranches))[origin] ?? 0;
    if (closed === 0) return Number(NEVER);
    if (closed > latest) latest = closed;
  }
  return latest < 0 ? 0 : monthsEnd(latest, rule.window);
}

const refuses = (one: LoadedRule, situation: Situation): boolean => situation.time < closedLongEnough(one, situation);

/** Refuses a sender whose tranche has not been closed for so many months. */
export const trancheClosedSince: Judge = {
  refused: (one, _own, situation) => refuses(one, situation),
  measured: (_one, _own, { facts }) => facts.time,
  limit: (one, _own, situation) => BigInt(closedLongEnough(one, situation)),
  room: (one, situation) => roomOfLots(situation, (moved) => refuses(one, moved)),
};
