import { type Address } from "viem";
import { positionBookAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { type CallInvalidError, type ParameterInvalidError } from "../errors/index.js";
import { type PositionSide } from "../kinds/index.js";
import { addressField, settlementField, sideField, underlyingField } from "./fields.js";
import { lotOf, type LotOfParameters } from "./lotOf.js";
import { monthNumber } from "./months.js";

/** In what a product is settled. */
export type PositionSettlement = "physical" | "cash";

export type OpenProductParameters = LotOfParameters & {
  /** The position book. */
  readonly book: Address;
  readonly token: Address;
  /** Number of the underlying. */
  readonly underlying: number;
  /** As "2026-12"; null: of no month, it counts in all months only. */
  readonly month: string | null;
  /** What a unit is. */
  readonly side: PositionSide;
  readonly settlement: PositionSettlement;
  /** Whether the token is the underlying itself: then it counts only where a policy says so. */
  readonly spot?: boolean | undefined;
};
export type OpenProductReturnType = Call;
export type OpenProductErrorType = CallInvalidError | ParameterInvalidError;

/**
 * Builds the call from which on a token counts: what is held already, once it moves or `syncPositions` is sent. What a token counts as is rounded up.
 * Sender: who may, by the book's authority; only a product that it has opened may have a rule on positions.
 *
 * @throws {ParameterInvalidError} when the month is none, or what a token counts as is no number or does not fit.
 * @throws {CallInvalidError} when an address is none.
 * @example
 * const call = openProduct({
 *   ...{ book, token, underlying: 1, month: "2026-12", side: "long", settlement: "cash" },
 *   ...{ contracts: "0.01", decimals: 18 },
 * });
 */
export function openProduct({ book, token, underlying, ...product }: OpenProductParameters): OpenProductReturnType {
  const { month, side, settlement, spot = false, contracts, decimals } = product;
  const { lot, ratio } = lotOf({ contracts, decimals, lot: product.lot });
  const terms = {
    ...{ underlying: underlyingField(underlying), month: monthNumber(month), lot, ratio, spot },
    ...{ short: sideField("side", side), cash: settlementField("settlement", settlement) },
  };
  const args = [addressField("token", token), terms] as const;
  return encodeCall(book, { abi: positionBookAbi, functionName: "openProduct", args });
}
