import { type Address, type Hex } from "viem";
import { leverageRegistryAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { type CallInvalidError } from "../errors/index.js";
import { exposureArgument } from "./exposureArgument.js";
import type { Exposure } from "./exposure.js";

export type ReportExposureParameters = {
  /** The leverage registry. */
  readonly leverage: Address;
  readonly exposure: Exposure;
  /** Of `exposureData`, by the venue's reporter; left out: the reporter itself sends the call. */
  readonly signature?: Hex | undefined;
};
export type ReportExposureReturnType = Call;
export type ReportExposureErrorType = CallInvalidError;

/**
 * Builds the call that reports an account: an increase is refused with the first reason against it, everything else is taken. Sender: the venue's
 * reporter; with its signature anybody.
 *
 * @throws {CallInvalidError} when an address is none, or a figure does not fit.
 * @example
 * const signature = await reporter.signTypedData(exposureData({ chainId, leverage, exposure }));
 * await signer.send(reportExposure({ leverage, exposure, signature }));
 */
export function reportExposure({ leverage, exposure, signature }: ReportExposureParameters): ReportExposureReturnType {
  const abi = leverageRegistryAbi;
  const said = exposureArgument(exposure);
  return signature === undefined
    ? encodeCall(leverage, { abi, functionName: "report", args: [said] })
    : encodeCall(leverage, { abi, functionName: "reportSigned", args: [said, signature] });
}
