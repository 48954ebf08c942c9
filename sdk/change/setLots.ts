import { type Address, type Hex } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { CallInvalidError } from "../errors/index.js";
import { type Field, fieldMax, LOT_WORD } from "../kinds/index.js";
import { compareLots, type Lot, packLot } from "../program/index.js";
import { type Call, encodeCall } from "./call.js";

export type SetLotsParameters = {
  readonly engine: Address;
  readonly token: Address;
  /** Any wallet of the investor. */
  readonly wallet: Address;
  /** They replace all lots of the investor, and make up what it holds over all wallets: at most eight, in any order, one for a day and origin. */
  readonly lots: readonly Lot[];
  /** Hash of the evidence; not 0. */
  readonly instrument: Hex;
};
export type SetLotsReturnType = Call;
export type SetLotsErrorType = CallInvalidError;

/**
 * Builds the call that replaces an investor's lots: what an investor held before lots were kept, a day of full payment, a tacked clock.
 * Sender: a transfer agent.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function setLots({ engine, token, wallet, lots, instrument }: SetLotsParameters): SetLotsReturnType {
  const ascending = [...lots].sort(compareLots);
  return encodeCall(engine, {
    abi: weighbridgeAbi,
    functionName: "setLots",
    args: [token, wallet, ascending.map(wordOf), instrument],
  });
}

/** A number that is too large would write into the next field. */
function wordOf({ day, origin, units }: Lot): bigint {
  const fits = (value: bigint, field: Field) => value >= 0n && value <= fieldMax(field);
  const whole = Number.isInteger(day) && Number.isInteger(origin);
  if (
    !whole ||
    !fits(BigInt(day), LOT_WORD.day) ||
    !fits(BigInt(origin), LOT_WORD.origin) ||
    !fits(units, LOT_WORD.units)
  ) {
    const details = `No lot has day ${day}, origin ${origin} and ${units} units.`;
    throw new CallInvalidError({ functionName: "setLots", details });
  }
  return packLot({ day, origin, units });
}
