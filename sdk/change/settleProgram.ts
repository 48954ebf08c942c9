import { type Address } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type SettleProgramParameters = {
  readonly engine: Address;
  readonly token: Address;
};
export type SettleProgramReturnType = Call;
export type SettleProgramErrorType = CallInvalidError;

/**
 * Builds the call that makes a program that took effect cheaper to read. Sender: anybody; it changes no decision.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function settleProgram({ engine, token }: SettleProgramParameters): SettleProgramReturnType {
  return encodeCall(engine, { abi: weighbridgeAbi, functionName: "settle", args: [token] });
}
