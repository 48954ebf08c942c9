import { type Address } from "viem";
import { leverageRegistryAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { type CallInvalidError } from "../errors/index.js";
import { VENUE_STATES, type VenueState } from "../kinds/index.js";

export type SetVenueStateParameters = {
  /** The leverage registry. */
  readonly leverage: Address;
  /** Number of the venue. */
  readonly venue: number;
  /** `closeOnly`: no increases; `suspended`: it reports nothing. */
  readonly state: Exclude<VenueState, "woundDown">;
};
export type SetVenueStateReturnType = Call;
export type SetVenueStateErrorType = CallInvalidError;

/**
 * Builds the call that opens a venue, makes it close-only, or suspends it. Sender: who may, by the leverage registry's authority.
 *
 * @throws {CallInvalidError} when a number does not fit.
 */
export function setVenueState({ leverage, venue, state }: SetVenueStateParameters): SetVenueStateReturnType {
  return encodeCall(leverage, {
    abi: leverageRegistryAbi,
    functionName: "setVenueState",
    args: [venue, VENUE_STATES[state]],
  });
}
