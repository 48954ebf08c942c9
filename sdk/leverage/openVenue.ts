import { type Address } from "viem";
import { leverageRegistryAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { type CallInvalidError } from "../errors/index.js";
import { type VenueTerms, venueTerms } from "./venueTerms.js";

export type OpenVenueParameters = {
  /** The leverage registry. */
  readonly leverage: Address;
  readonly terms: VenueTerms;
};
export type OpenVenueReturnType = Call;
export type OpenVenueErrorType = CallInvalidError;

/**
 * Builds the call that admits a venue, open from then on; the event `VenueAdmitted` tells its number. Sender: who may admit venues, by the
 * leverage registry's authority.
 *
 * @throws {CallInvalidError} when a term does not fit.
 */
export function openVenue({ leverage, terms }: OpenVenueParameters): OpenVenueReturnType {
  return encodeCall(leverage, { abi: leverageRegistryAbi, functionName: "admitVenue", args: [venueTerms(terms)] });
}
