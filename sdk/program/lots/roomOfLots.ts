import { MOST_UNITS } from "../../kinds/index.js";
import type { Room } from "../rules/judge.js";
import type { Situation } from "../situation.js";
import { readLot } from "./lot.js";

/**
 * Which amounts pass a rule on the lots that move: those that reach no lot that it refuses. Oldest lots move first.
 *
 * @param refuses Whether the rule refuses in this situation.
 */
export function roomOfLots(situation: Situation, refuses: (situation: Situation) => boolean): Room {
  const { facts, movement } = situation;
  let most = 0n;
  for (const { units } of facts.senderLots.map(readLot)) {
    if (refuses({ ...situation, movement: { ...movement, amount: most + 1n }, moving: undefined }))
      return { least: 1n, most };
    most += units;
  }
  return { least: 1n, most: MOST_UNITS };
}
