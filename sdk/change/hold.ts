import { type Address, type Hex } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type HoldParameters = {
  /** A SecurityToken. */
  readonly token: Address;
  /** A wallet of another investor. */
  readonly pledgee: Address;
  /** Token units, at least 1. */
  readonly units: bigint;
  /** What the two agreed on, by hash or number, in 32 bytes; may be zero. */
  readonly purpose: Hex;
};
export type HoldReturnType = Call;
export type HoldErrorType = CallInvalidError;

/**
 * Builds the call that pledges units of the sender's wallet. Sender: the holder.
 *
 * @throws {CallInvalidError} when an address is none, or a value does not fit.
 */
export function hold({ token, pledgee, units, purpose }: HoldParameters): HoldReturnType {
  return encodeCall(token, { abi: securityTokenAbi, functionName: "hold", args: [pledgee, units, purpose] });
}
