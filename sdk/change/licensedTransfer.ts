import { type Address, type Hex } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type LicensedTransferParameters = {
  /** A SecurityToken. */
  readonly token: Address;
  readonly from: Address;
  readonly to: Address;
  /** Token units. */
  readonly amount: bigint;
  /** Hash of the licence, not zero. */
  readonly licence: Hex;
};
export type LicensedTransferReturnType = Call;
export type LicensedTransferErrorType = CallInvalidError;

/**
 * Builds the call that moves blocked units as a licence of the authority permits. Sender: a transfer agent; another one has filed it by `fileOrder`.
 *
 * @throws {CallInvalidError} when an address is none, or a value does not fit.
 */
export function licensedTransfer({
  token,
  from,
  to,
  amount,
  licence,
}: LicensedTransferParameters): LicensedTransferReturnType {
  return encodeCall(token, {
    abi: securityTokenAbi,
    functionName: "licensedTransfer",
    args: [from, to, amount, licence],
  });
}
