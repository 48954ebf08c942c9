import { hasReceiver, maskOf, ROLES } from "../../kinds/index.js";
import type { Situation } from "../situation.js";
import type { LotTerms } from "../types.js";
import { joinLots, restartLots, takeLots } from "./ledger.js";
import { type Lot, packLot, readLot } from "./lot.js";

const DAY = 86_400n;
const ISSUER = maskOf(ROLES, ["issuer"]);
/** What a program says of lots that says nothing: every sale starts the clock anew. */
const NO_TERMS: LotTerms = { origins: [], clockRunsOn: false, clockKeptBy: 0 };

export type SettledLots = {
  /** Lot words, oldest first. */
  readonly senderLots: readonly bigint[];
  readonly receiverLots: readonly bigint[];
  /** Origin of a lot that the issuer sold; null: it sold none. */
  readonly begun: number | null;
};

/**
 * What a movement that changes hands makes of lots. What comes from the issuer, at a mint or out of its inventory, by whatever movement,
 * begins a lot of the origin that the program names for the receiver's lane. A sale by anybody else keeps origin and day if the program lets the seller's statuses keep them;
 * otherwise it starts the day anew. Orders and transmissions keep both.
 */
export function settleLots({ movement, facts, sender, receiver }: Situation, terms = NO_TERMS): SettledLots {
  const today = Number(facts.time / DAY);
  const { taken, left } = takeLots(facts.senderLots.map(readLot), movement.amount);
  const senderLots = left.map(packLot);
  if (receiver === null || !hasReceiver(movement.kind)) return { senderLots, receiverLots: [], begun: null };

  const sale = movement.kind === "transfer";
  const primary = movement.kind === "mint" || ((sender?.statuses ?? 0) & ISSUER) !== 0;
  const origin = terms.origins[receiver.lane] ?? 0;
  const keeps = !sale || terms.clockRunsOn || ((sender?.statuses ?? 0) & terms.clockKeptBy) !== 0;
  const bought: readonly Lot[] = [{ day: today, origin, units: movement.amount }];
  const moved = primary ? bought : keeps ? taken : restartLots(taken, today);
  const receiverLots = joinLots(facts.receiverLots.map(readLot), moved).map(packLot);
  return { senderLots, receiverLots, begun: primary ? origin : null };
}
