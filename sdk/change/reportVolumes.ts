import { type Address, type Hex } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

/** An average volume of trading. */
export type Volume = {
  /** Token units. */
  readonly units: bigint;
  /** Unix seconds from which it is stale, and counts as none. */
  readonly until: bigint;
};

export type ReportVolumesParameters = {
  readonly engine: Address;
  readonly token: Address;
  /** Of a week, on average; left out: none is known. */
  readonly weekly?: Volume | undefined;
  /** Of a day, on average; left out: none is known. */
  readonly daily?: Volume | undefined;
  /** Hash of the report; not 0. */
  readonly instrument: Hex;
};
export type ReportVolumesReturnType = Call;
export type ReportVolumesErrorType = CallInvalidError;

const NONE: Volume = { units: 0n, until: 0n };

/**
 * Builds the call that reports average volumes of trading, by which some rules measure. It replaces both. Sender: a transfer agent.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function reportVolumes({
  engine,
  token,
  weekly = NONE,
  daily = NONE,
  instrument,
}: ReportVolumesParameters): ReportVolumesReturnType {
  return encodeCall(engine, {
    abi: weighbridgeAbi,
    functionName: "reportVolumes",
    args: [token, weekly.units, Number(weekly.until), daily.units, Number(daily.until), instrument],
  });
}
