import type { Client } from "viem";
import { type VenueActions } from "../check/index.js";
import { venueActionsOf } from "../check/venueActionsOf.js";
import { readerOf } from "./readerOf.js";

export type VenueActionsReturnType = (client: Client) => VenueActions;

/**
 * Puts the questions of a venue on a viem client.
 *
 * @example
 * const client = createPublicClient({ transport: http(url) }).extend(venueActions());
 * const verdict = await client.checkTransfer({ kind: "transfer", token, from, to, amount: 250_000n });
 */
export function venueActions(): VenueActionsReturnType {
  return (client) => venueActionsOf(readerOf(client));
}
