import { type Address } from "viem";
import { positionBookAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { type CallInvalidError, type ParameterInvalidError } from "../errors/index.js";
import { underlyingField } from "./fields.js";
import { monthNumber } from "./months.js";
import { monthArgument, type MonthLimits } from "./terms.js";

export type SetMonthLimitsParameters = {
  /** The position book. */
  readonly book: Address;
  /** Number of the underlying. */
  readonly underlying: number;
  /** As "2026-12". */
  readonly month: string;
  /** All of them: they take the place of those in force, at once. */
  readonly limits: MonthLimits;
};
export type SetMonthLimitsReturnType = Call;
export type SetMonthLimitsErrorType = CallInvalidError | ParameterInvalidError;

/**
 * Builds the call that sets the limits of one month of an underlying, and from which seconds on the spot month's apply. Sender: who may, by the
 * book's authority.
 *
 * @throws {ParameterInvalidError} when the month is none, a limit does not fit or names no provision, or the steps do not ascend.
 * @throws {CallInvalidError} when an address is none.
 */
export function setMonthLimits({
  book,
  underlying,
  month,
  limits,
}: SetMonthLimitsParameters): SetMonthLimitsReturnType {
  return encodeCall(book, {
    abi: positionBookAbi,
    functionName: "setMonthLimits",
    args: [underlyingField(underlying), monthNumber(month), monthArgument(limits)],
  });
}
