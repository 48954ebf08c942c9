import { type Address, type Hex } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type ResumeTradingParameters = {
  readonly engine: Address;
  readonly token: Address;
  /** Hash of the document behind it; not 0. */
  readonly instrument: Hex;
};
export type ResumeTradingReturnType = Call;
export type ResumeTradingErrorType = CallInvalidError;

/**
 * Builds the call that lifts the halt which `haltTrading` began. What a source has halted stays halted until that source says otherwise. Sender: a
 * transfer agent.
 *
 * @throws {CallInvalidError} when an address is none, or the hash has not 32 bytes.
 */
export function resumeTrading({ engine, token, instrument }: ResumeTradingParameters): ResumeTradingReturnType {
  return encodeCall(engine, { abi: weighbridgeAbi, functionName: "resumeTrading", args: [token, instrument] });
}
