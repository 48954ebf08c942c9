import { type Address } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type SetRegistryAuthorityParameters = {
  readonly engine: Address;
  /** The registry's number, from 1. */
  readonly registry: number;
  /** The AccessManager that takes over. */
  readonly authority: Address;
};
export type SetRegistryAuthorityReturnType = Call;
export type SetRegistryAuthorityErrorType = CallInvalidError;

/**
 * Builds the call that hands a registry to another authority. Sender: a steward of the one that has it, after his delay.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function setRegistryAuthority({
  engine,
  registry,
  authority,
}: SetRegistryAuthorityParameters): SetRegistryAuthorityReturnType {
  return encodeCall(engine, { abi: weighbridgeAbi, functionName: "setRegistryAuthority", args: [registry, authority] });
}
