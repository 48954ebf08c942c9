import { type Address } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type SetTokenAuthorityParameters = {
  readonly engine: Address;
  readonly token: Address;
  /** The AccessManager that takes over. */
  readonly authority: Address;
};
export type SetTokenAuthorityReturnType = Call;
export type SetTokenAuthorityErrorType = CallInvalidError;

/**
 * Builds the call that hands a token to another authority. Sender: a steward of the one that has it, after his delay.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function setTokenAuthority({
  engine,
  token,
  authority,
}: SetTokenAuthorityParameters): SetTokenAuthorityReturnType {
  return encodeCall(engine, { abi: weighbridgeAbi, functionName: "setTokenAuthority", args: [token, authority] });
}
