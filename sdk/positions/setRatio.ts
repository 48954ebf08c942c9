import { type Address } from "viem";
import { positionBookAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { type CallInvalidError, type ParameterInvalidError } from "../errors/index.js";
import { addressField } from "./fields.js";
import { lotOf, type LotOfParameters } from "./lotOf.js";

export type SetRatioParameters = Pick<LotOfParameters, "contracts" | "decimals"> & {
  /** The position book. */
  readonly book: Address;
  readonly token: Address;
  /** Token units of one lot, as the product was opened with: see `readProduct`. */
  readonly lot: bigint;
};
export type SetRatioReturnType = Call;
export type SetRatioErrorType = CallInvalidError | ParameterInvalidError;

/**
 * Builds the call that changes what a product counts: a delta that moved, a split. Every position in it is another one at once; nobody is refused
 * anything for it but further increases. Sender: who may, by the book's authority.
 *
 * @throws {ParameterInvalidError} when the ratio does not fit.
 * @throws {CallInvalidError} when an address is none.
 */
export function setRatio({ book, token, lot, contracts, decimals }: SetRatioParameters): SetRatioReturnType {
  return encodeCall(book, {
    abi: positionBookAbi,
    functionName: "setRatio",
    args: [addressField("token", token), lotOf({ contracts, decimals, lot }).ratio],
  });
}
