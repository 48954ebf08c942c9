import { type Address, type Hex } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type PublishProgramParameters = {
  readonly engine: Address;
  /** As `encodeProgram` gives it. */
  readonly program: Hex;
};
export type PublishProgramReturnType = Call;
export type PublishProgramErrorType = CallInvalidError;

/**
 * Builds the call that stores a program on chain. Sender: anybody; a second time changes nothing.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function publishProgram({ engine, program }: PublishProgramParameters): PublishProgramReturnType {
  return encodeCall(engine, { abi: weighbridgeAbi, functionName: "publish", args: [program] });
}
