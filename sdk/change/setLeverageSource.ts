import { type Address } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type SetLeverageSourceParameters = {
  readonly engine: Address;
  readonly token: Address;
  /** A contract that answers `ILeverage`, as a leverage registry does. Zero: none, and nobody leveraged passes a rule that asks. */
  readonly source: Address;
};
export type SetLeverageSourceReturnType = Call;
export type SetLeverageSourceErrorType = CallInvalidError;

/**
 * Builds the call that names the contract which is asked how leveraged an investor is, and which units serve as collateral. Sender: an administrator.
 *
 * @throws {CallInvalidError} when an address is none.
 * @example
 * const call = setLeverageSource({ engine, token, source: leverageRegistry });
 */
export function setLeverageSource({ engine, token, source }: SetLeverageSourceParameters): SetLeverageSourceReturnType {
  return encodeCall(engine, { abi: weighbridgeAbi, functionName: "setLeverageSource", args: [token, source] });
}
