import { type Address } from "viem";
import { positionBookAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { type CallInvalidError, type ParameterInvalidError } from "../errors/index.js";
import { placeField, underlyingField } from "./fields.js";

export type RetirePageParameters = {
  /** The position book. */
  readonly book: Address;
  /** Number of the underlying. */
  readonly underlying: number;
  /** Number of a page whose products are all closed. */
  readonly page: number;
};
export type RetirePageReturnType = Call;
export type RetirePageErrorType = CallInvalidError | ParameterInvalidError;

const MOST_PAGE = 2 ** 24 - 1;

/**
 * Builds the call that takes a page of closed products out of use, which makes room for others. Sender: who may, by the book's authority.
 *
 * @throws {ParameterInvalidError} when a number does not fit.
 * @throws {CallInvalidError} when an address is none.
 */
export function retirePage({ book, underlying, page }: RetirePageParameters): RetirePageReturnType {
  return encodeCall(book, {
    abi: positionBookAbi,
    functionName: "retirePage",
    args: [underlyingField(underlying), placeField("page", page, MOST_PAGE)],
  });
}
