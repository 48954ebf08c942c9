import { type Address, type Hex } from "viem";
import { positionBookAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { type CallInvalidError, type ParameterInvalidError } from "../errors/index.js";
import { hashField, investorField, limitField, timeField, underlyingField } from "./fields.js";

export type OrderHaltParameters = {
  /** The position book. */
  readonly book: Address;
  /** Number of the underlying. */
  readonly underlying: number;
  /** Number of the investor in the engine's registry. */
  readonly investor: bigint;
  /** Whole contracts above which the person increases no further; null lifts the order. */
  readonly cap: bigint | null;
  /** Unix seconds from which on. */
  readonly from: bigint;
  /** Hash of the order. */
  readonly instrument: Hex;
};
export type OrderHaltReturnType = Call;
export type OrderHaltErrorType = CallInvalidError | ParameterInvalidError;

/**
 * Builds the call that puts an order in force: a person whom accountability has been asked of increases no further than a cap. Reductions pass as
 * ever. Sender: who may, by the book's authority.
 *
 * @throws {ParameterInvalidError} when a number does not fit, or the instrument is no hash.
 * @throws {CallInvalidError} when an address is none.
 */
export function orderHalt({
  book,
  underlying,
  investor,
  cap,
  from,
  instrument,
}: OrderHaltParameters): OrderHaltReturnType {
  return encodeCall(book, {
    abi: positionBookAbi,
    functionName: "orderHalt",
    args: [
      underlyingField(underlying),
      investorField("investor", investor),
      limitField("cap", cap),
      timeField("from", from),
      hashField("instrument", instrument),
    ],
  });
}
