import { type Address, type Hex } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type PublishRootParameters = {
  readonly engine: Address;
  /** The registry's number, from 1. */
  readonly registry: number;
  /** From `enrolmentTree`. */
  readonly root: Hex;
  /** Lowest number in the register: the registry's next, one above the `investors` of `registryInfo`. */
  readonly first: bigint;
  /** How many numbers are reserved, from `first`. */
  readonly count: number;
  /** Unix seconds; claims pass before. */
  readonly until: bigint;
};
export type PublishRootReturnType = Call;
export type PublishRootErrorType = CallInvalidError;

/**
 * Builds the call that publishes a register as one hash and reserves its numbers. Sender: a registrar. Refused if the registry has given out a number
 * since the tree was built.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function publishRoot(parameters: PublishRootParameters): PublishRootReturnType {
  const { engine, registry, root, first, count, until } = parameters;
  return encodeCall(engine, {
    abi: weighbridgeAbi,
    functionName: "publishRoot",
    args: [registry, root, first, count, Number(until)],
  });
}
