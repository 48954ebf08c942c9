import { type Address } from "viem";
import { positionBookAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { type CallInvalidError, type ParameterInvalidError } from "../errors/index.js";
import { addressField } from "./fields.js";

export type SyncPositionsParameters = {
  /** The position book. */
  readonly book: Address;
  readonly token: Address;
  /** One wallet of each investor who is meant. */
  readonly wallets: readonly Address[];
};
export type SyncPositionsReturnType = Call;
export type SyncPositionsErrorType = CallInvalidError | ParameterInvalidError;

/**
 * Builds the call that counts anew what investors hold of a product, and attributes it as their closure now has it. It refuses nobody anything. Sender:
 * anybody; `unsynced` says for whom it is worth it.
 *
 * @throws {ParameterInvalidError} when an address is none.
 * @throws {CallInvalidError} when an address is none.
 */
export function syncPositions({ book, token, wallets }: SyncPositionsParameters): SyncPositionsReturnType {
  return encodeCall(book, {
    abi: positionBookAbi,
    functionName: "sync",
    args: [addressField("token", token), wallets.map((wallet, index) => addressField(`wallets[${index}]`, wallet))],
  });
}
