import { type VenueActions } from "../check/index.js";
import { venueActionsOf } from "../check/venueActionsOf.js";
import { readerOf, type SendingProvider } from "./readerOf.js";

export type VenueActionsReturnType = VenueActions;

/**
 * The questions of a venue, by a provider of ethers. The same as those of `weighbridge/viem`.
 *
 * @example
 * const verdict = await venueActions(provider).checkTransfer({ kind: "transfer", token, from, to, amount: 250_000n });
 */
export const venueActions = (provider: SendingProvider): VenueActionsReturnType => venueActionsOf(readerOf(provider));
