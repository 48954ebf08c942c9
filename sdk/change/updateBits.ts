import { type Address } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type UpdateBitsParameters = {
  readonly engine: Address;
  /** The registry's number, from 1. */
  readonly registry: number;
  /** Any wallet of the investor. */
  readonly wallet: Address;
  /** Those of the sender's status bits that are set from now on; its others are cleared. */
  readonly statuses: number;
  /** Likewise of its bits of `STATES`. */
  readonly states: number;
  /** Unix seconds from which the evidence of all statuses is stale. Left out: as before. */
  readonly statusUntil?: bigint | undefined;
};
export type UpdateBitsReturnType = Call;
export type UpdateBitsErrorType = CallInvalidError;

/**
 * Builds the call that writes the sender's own bits of an investor, and no others. Sender: whom `setRegistrar` gave bits. It may bring the expiry
 * of the statuses forward, and put it off if no evidence of others is set.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function updateBits({
  engine,
  registry,
  wallet,
  statuses,
  states,
  statusUntil = 0n,
}: UpdateBitsParameters): UpdateBitsReturnType {
  const args = [registry, wallet, statuses, states, Number(statusUntil)] as const;
  return encodeCall(engine, { abi: weighbridgeAbi, functionName: "updateBits", args });
}
