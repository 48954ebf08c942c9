import { type Address, type Hex } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type FileInstrumentParameters = {
  /** A SecurityToken. */
  readonly token: Address;
  readonly from: Address;
  readonly to: Address;
  /** Token units. */
  readonly amount: bigint;
  /** Hash of the document that orders it; zero withdraws what was filed. */
  readonly instrument: Hex;
};
export type FileInstrumentReturnType = Call;
export type FileInstrumentErrorType = CallInvalidError;

/**
 * Builds the call that files the order of one forced movement, which another transfer agent then executes. Sender: a transfer agent.
 *
 * @throws {CallInvalidError} when an address is none, or a value does not fit.
 */
export function fileInstrument({
  token,
  from,
  to,
  amount,
  instrument,
}: FileInstrumentParameters): FileInstrumentReturnType {
  return encodeCall(token, {
    abi: securityTokenAbi,
    functionName: "fileInstrument",
    args: [from, to, amount, instrument],
  });
}
