import { oldestLots } from "../party.js";
import type { Situation } from "../situation.js";
import type { Lot } from "./lot.js";

/** The sender's lots of which something moves, oldest first. Only whole movements of 1 or more are asked about. */
export const movingLots = (situation: Situation): readonly Lot[] =>
  (situation.moving ??=
    situation.sender === null
      ? []
      : oldestLots(situation.sender, situation.facts.senderLots, situation.movement.amount));
