import { type Address } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type FreezeUnitsParameters = {
  /** A SecurityToken. */
  readonly token: Address;
  readonly wallet: Address;
  /** Token units that may not leave; they replace the number before. 0 frees all. */
  readonly units: bigint;
};
export type FreezeUnitsReturnType = Call;
export type FreezeUnitsErrorType = CallInvalidError;

/**
 * Builds the call that freezes units of one wallet. Sender: a transfer agent.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function freezeUnits({ token, wallet, units }: FreezeUnitsParameters): FreezeUnitsReturnType {
  return encodeCall(token, { abi: securityTokenAbi, functionName: "setFrozenUnits", args: [wallet, units] });
}
