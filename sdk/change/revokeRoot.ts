import { type Address, type Hex } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type RevokeRootParameters = {
  readonly engine: Address;
  /** The registry's number, from 1. */
  readonly registry: number;
  readonly root: Hex;
};
export type RevokeRootReturnType = Call;
export type RevokeRootErrorType = CallInvalidError;

/**
 * Builds the call that ends all claims of a root, for good. Sender: a guardian. Who has claimed stays enrolled.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function revokeRoot({ engine, registry, root }: RevokeRootParameters): RevokeRootReturnType {
  return encodeCall(engine, { abi: weighbridgeAbi, functionName: "revokeRoot", args: [registry, root] });
}
