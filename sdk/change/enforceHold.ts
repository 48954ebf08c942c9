import { type Address } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type EnforceHoldParameters = {
  /** A SecurityToken. */
  readonly token: Address;
  /** Number of the hold. */
  readonly id: bigint;
  /** Who receives the units: whoever buys them, or the pledgee. */
  readonly to: Address;
  /** Token units, 1 to all of the hold. */
  readonly units: bigint;
};
export type EnforceHoldReturnType = Call;
export type EnforceHoldErrorType = CallInvalidError;

/**
 * Builds the call that passes pledged units on, as a transfer of the holder's with the pledgee as spender; the hold keeps the rest. Sender: the pledgee.
 *
 * @throws {CallInvalidError} when an address is none, or a value does not fit.
 * @example
 * const call = enforceHold({ token, id: 7n, to: buyer, units: 25n });
 */
export function enforceHold({ token, id, to, units }: EnforceHoldParameters): EnforceHoldReturnType {
  return encodeCall(token, { abi: securityTokenAbi, functionName: "enforceHold", args: [id, to, units] });
}
