import { type Address } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type CompleteLotsParameters = {
  readonly engine: Address;
  readonly token: Address;
};
export type CompleteLotsReturnType = Call;
export type CompleteLotsErrorType = CallInvalidError;

/**
 * Builds the call that says that all lots of a token are in: a program that judges them may take effect. What nobody brought by then counts as
 * acquired on the day on which the keeping began. Sender: a transfer agent.
 *
 * @throws {CallInvalidError} when an address is none.
 */
export function completeLots({ engine, token }: CompleteLotsParameters): CompleteLotsReturnType {
  return encodeCall(engine, { abi: weighbridgeAbi, functionName: "completeLots", args: [token] });
}
