import { type Address } from "viem";
import { leverageRegistryAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { type CallInvalidError } from "../errors/index.js";
import { type VenueTerms, venueTerms } from "./venueTerms.js";

export type SetVenueTermsParameters = {
  /** The leverage registry. */
  readonly leverage: Address;
  /** Number of the venue. */
  readonly venue: number;
  /** All of them; the reporter stays who it is. */
  readonly terms: VenueTerms;
};
export type SetVenueTermsReturnType = Call;
export type SetVenueTermsErrorType = CallInvalidError;

/**
 * Builds the call that changes a venue's terms; accounts follow at their next report. Sender: who may, by the leverage registry's authority.
 *
 * @throws {CallInvalidError} when a number does not fit.
 */
export function setVenueTerms({ leverage, venue, terms }: SetVenueTermsParameters): SetVenueTermsReturnType {
  return encodeCall(leverage, {
    abi: leverageRegistryAbi,
    functionName: "setVenueTerms",
    args: [venue, venueTerms(terms)],
  });
}
