import { type Address, type Hex } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type CreateRegistryParameters = {
  readonly engine: Address;
  /** The AccessManager that will say who may write to it. */
  readonly authority: Address;
  /** Hash of the scheme that names its lanes and statuses; it never changes. */
  readonly scheme: Hex;
};
export type CreateRegistryReturnType = Call;
export type CreateRegistryErrorType = CallInvalidError;

/**
 * Builds the call that opens a registry of investors. Sender: anybody. The number is in the event `RegistryCreated`.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function createRegistry({ engine, authority, scheme }: CreateRegistryParameters): CreateRegistryReturnType {
  return encodeCall(engine, { abi: weighbridgeAbi, functionName: "createRegistry", args: [authority, scheme] });
}
