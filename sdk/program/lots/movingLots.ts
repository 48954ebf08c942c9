import type { LoadedRule } from "../loadProgram.js";
import type { Situation } from "../situation.js";
import { takeLots } from "./ledger.js";
import { type Lot, readLot } from "./lot.js";

/** The sender's lots that move, oldest first, as far as they are of the rule's origins. */
export const movingLots = ({ limit }: LoadedRule, { facts, movement }: Situation): readonly Lot[] =>
  takeLots(facts.senderLots.map(readLot), movement.amount).taken.filter(({ origin }) => ((limit >> origin) & 1) !== 0);
