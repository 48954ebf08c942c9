import { type Address } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type CompleteMetersParameters = {
  readonly engine: Address;
  readonly token: Address;
};
export type CompleteMetersReturnType = Call;
export type CompleteMetersErrorType = CallInvalidError;

/**
 * Builds the call that says that everything that flowed before the meters of a token began is in, or was nothing: a program that reads them may take
 * effect. Sender: a transfer agent.
 *
 * @throws {CallInvalidError} when an address is none.
 */
export function completeMeters({ engine, token }: CompleteMetersParameters): CompleteMetersReturnType {
  return encodeCall(engine, { abi: weighbridgeAbi, functionName: "completeMeters", args: [token] });
}
