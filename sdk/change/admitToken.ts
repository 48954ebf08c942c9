import { type Address } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type AdmitTokenParameters = {
  readonly engine: Address;
  /** The registry's number, from 1. */
  readonly registry: number;
  /** If it has units already, nothing moves until all holders are seeded. */
  readonly token: Address;
  /** The AccessManager of the token's issuer. */
  readonly authority: Address;
  /** Least seconds between scheduling a further program and its effect; it never changes. */
  readonly notice: bigint;
};
export type AdmitTokenReturnType = Call;
export type AdmitTokenErrorType = CallInvalidError;

/**
 * Builds the call that admits a token to a registry. Sender: the administrator of the registry's authority.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function admitToken({ engine, registry, token, authority, notice }: AdmitTokenParameters): AdmitTokenReturnType {
  return encodeCall(engine, {
    abi: weighbridgeAbi,
    functionName: "admit",
    args: [registry, token, authority, Number(notice)],
  });
}
