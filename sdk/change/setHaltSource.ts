import { type Address } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type SetHaltSourceParameters = {
  readonly engine: Address;
  readonly token: Address;
  /** Whose signed word on halts is taken: an account's key, or a contract that answers by ERC-1271. Zero: nobody's, and what it had halted is lifted. */
  readonly source: Address;
};
export type SetHaltSourceReturnType = Call;
export type SetHaltSourceErrorType = CallInvalidError;

/**
 * Builds the call that names the source whose halts a token mirrors, usually the venue where the security is traded first. Sender: an administrator.
 *
 * @throws {CallInvalidError} when an address is none.
 */
export function setHaltSource({ engine, token, source }: SetHaltSourceParameters): SetHaltSourceReturnType {
  return encodeCall(engine, { abi: weighbridgeAbi, functionName: "setHaltSource", args: [token, source] });
}
