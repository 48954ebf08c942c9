import { type Address, type Hex } from "viem";
import { leverageRegistryAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { type CallInvalidError } from "../errors/index.js";
import { bandArgument } from "./exposureArgument.js";
import type { ExposureBand } from "./exposure.js";

export type ReportBandParameters = {
  /** The leverage registry. */
  readonly leverage: Address;
  readonly band: ExposureBand;
  /** Of `bandData`, by the venue's reporter; left out: the reporter itself sends the call. */
  readonly signature?: Hex | undefined;
};
export type ReportBandReturnType = Call;
export type ReportBandErrorType = CallInvalidError;

/**
 * Builds the call that reports an account of a venue that publishes no figures. Sender: the venue's reporter; with its signature anybody.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function reportBand({ leverage, band, signature }: ReportBandParameters): ReportBandReturnType {
  const abi = leverageRegistryAbi;
  const said = bandArgument(band);
  return signature === undefined
    ? encodeCall(leverage, { abi, functionName: "reportBand", args: [said] })
    : encodeCall(leverage, { abi, functionName: "reportBandSigned", args: [said, signature] });
}
