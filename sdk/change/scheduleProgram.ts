import { type Address, type Hex } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type ScheduleProgramParameters = {
  readonly engine: Address;
  readonly token: Address;
  /** keccak256 of the bytes of a published program. */
  readonly programId: Hex;
  /** Unix seconds; for all but the first program at least the token's notice away. */
  readonly effectiveFrom: bigint;
};
export type ScheduleProgramReturnType = Call;
export type ScheduleProgramErrorType = CallInvalidError;

/**
 * Builds the call that puts a program in force from a time on. Sender: a rule author.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function scheduleProgram({
  engine,
  token,
  programId,
  effectiveFrom,
}: ScheduleProgramParameters): ScheduleProgramReturnType {
  return encodeCall(engine, {
    abi: weighbridgeAbi,
    functionName: "schedule",
    args: [token, programId, Number(effectiveFrom)],
  });
}
