import { type Address } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type SetAttesterParameters = {
  readonly engine: Address;
  /** The registry's number, from 1. */
  readonly registry: number;
  readonly attester: Address;
  /** Mask: evidence bits 0..23 that it may set and clear; 0, without `enrols`: it is struck off. */
  readonly mask: number;
  /** Whether it may also enrol investors whose wallets never had a record. */
  readonly enrols: boolean;
};
export type SetAttesterReturnType = Call;
export type SetAttesterErrorType = CallInvalidError;

/**
 * Builds the call that lists an attester in a registry, changes its terms, or strikes it off. Sender: an administrator.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function setAttester({ engine, registry, attester, ...terms }: SetAttesterParameters): SetAttesterReturnType {
  const { mask, enrols } = terms;
  return encodeCall(engine, {
    abi: weighbridgeAbi,
    functionName: "setAttester",
    args: [registry, attester, { mask, enrols }],
  });
}
