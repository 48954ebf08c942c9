import { type Address } from "viem";
import { positionBookAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { type CallInvalidError, type ParameterInvalidError } from "../errors/index.js";
import { underlyingField } from "./fields.js";
import { underlyingArgument, type UnderlyingTerms } from "./terms.js";

export type SetUnderlyingParameters = {
  /** The position book. */
  readonly book: Address;
  /** Its number. */
  readonly underlying: number;
  /** All of them: they take the place of those in force, at once. */
  readonly terms: UnderlyingTerms;
};
export type SetUnderlyingReturnType = Call;
export type SetUnderlyingErrorType = CallInvalidError | ParameterInvalidError;

/**
 * Builds the call that changes what applies to an underlying in all months. Whoever is above a lower limit then keeps the position, and does not
 * increase it. Sender: who may, by the book's authority.
 *
 * @throws {ParameterInvalidError} when a term does not fit, or a limit names no provision.
 * @throws {CallInvalidError} when an address is none.
 */
export function setUnderlying({ book, underlying, terms }: SetUnderlyingParameters): SetUnderlyingReturnType {
  return encodeCall(book, {
    abi: positionBookAbi,
    functionName: "setUnderlying",
    args: [underlyingField(underlying), underlyingArgument(terms)],
  });
}
