import { type Address } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type CancelProgramParameters = {
  readonly engine: Address;
  readonly token: Address;
};
export type CancelProgramReturnType = Call;
export type CancelProgramErrorType = CallInvalidError;

/**
 * Builds the call that withdraws the program that waits for a token. Sender: a guardian.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function cancelProgram({ engine, token }: CancelProgramParameters): CancelProgramReturnType {
  return encodeCall(engine, { abi: weighbridgeAbi, functionName: "cancel", args: [token] });
}
