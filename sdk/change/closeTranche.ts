import { type Address, type Hex } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type CloseTrancheParameters = {
  readonly engine: Address;
  readonly token: Address;
  /** Under which exemption the issuer sold the tranche, as the rulebook numbers origins, 1 to 6; 0: the units of which nobody said it. */
  readonly origin: number;
  /** On which its distribution ended, days since 1970-01-01, UTC, not after today; 0 takes an earlier certificate back. */
  readonly day: number;
  /** Hash of the certificate; not 0. */
  readonly instrument: Hex;
};
export type CloseTrancheReturnType = Call;
export type CloseTrancheErrorType = CallInvalidError;

/**
 * Builds the call that certifies the end of a tranche's distribution. A later sale by the issuer reopens the tranche. Sender: a transfer agent.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function closeTranche({
  engine,
  token,
  origin,
  day,
  instrument,
}: CloseTrancheParameters): CloseTrancheReturnType {
  if (!Number.isInteger(day))
    throw new CallInvalidError({ functionName: "closeTranche", details: `${day} is no day.` });
  const args = [token, origin, BigInt(day), instrument] as const;
  return encodeCall(engine, { abi: weighbridgeAbi, functionName: "closeTranche", args });
}
