import { type Address } from "viem";
import { leverageRegistryAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { type CallInvalidError } from "../errors/index.js";
import type { CompiledMarginRow } from "./marginRows.js";

export type ScheduleMarginRowParameters = {
  /** The leverage registry. */
  readonly leverage: Address;
  /** As `marginRows` makes it. */
  readonly row: Pick<CompiledMarginRow, "table" | "class" | "tier" | "row">;
  /** Unix seconds from which it is in force: the registry's notice from then, or later; of the first row of its place, any time up to then. */
  readonly from: bigint;
};
export type ScheduleMarginRowReturnType = Call;
export type ScheduleMarginRowErrorType = CallInvalidError;

/**
 * Builds the call that schedules a row of a margin table. Sender: who may schedule rows, by the leverage registry's authority.
 *
 * @throws {CallInvalidError} when a number does not fit.
 */
export function scheduleMarginRow({
  leverage,
  row: { table, class: of, tier, row },
  from,
}: ScheduleMarginRowParameters): ScheduleMarginRowReturnType {
  return encodeCall(leverage, {
    abi: leverageRegistryAbi,
    functionName: "scheduleRow",
    args: [table, of, tier, row, Number(from)],
  });
}
