import { type Address } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type SetRegistrarParameters = {
  readonly engine: Address;
  /** The registry's number, from 1. */
  readonly registry: number;
  readonly registrar: Address;
  /** Mask: evidence bits 0..23 and role bits 24..31 that it may set and clear; 0, without `states`: it is struck off. */
  readonly statuses: number;
  /** Mask of `STATES` that it may set and clear. Whoever has `blocked` may also end a block. */
  readonly states: number;
};
export type SetRegistrarReturnType = Call;
export type SetRegistrarErrorType = CallInvalidError;

/**
 * Builds the call that gives an account bits of a registry's records, for `updateBits`; it needs no role. Sender: an administrator.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function setRegistrar({
  engine,
  registry,
  registrar,
  statuses,
  states,
}: SetRegistrarParameters): SetRegistrarReturnType {
  const args = [registry, registrar, statuses, states] as const;
  return encodeCall(engine, { abi: weighbridgeAbi, functionName: "setRegistrar", args });
}
