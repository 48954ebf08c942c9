import { type Address, type Hex } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type HaltTradingParameters = {
  readonly engine: Address;
  readonly token: Address;
  /** Hash of the document behind it; not 0. */
  readonly instrument: Hex;
};
export type HaltTradingReturnType = Call;
export type HaltTradingErrorType = CallInvalidError;

/**
 * Builds the call that halts trading of a token: what a rule of kind `notHalted` binds is refused from now on. Sender: a guardian.
 *
 * @throws {CallInvalidError} when an address is none, or the hash has not 32 bytes.
 */
export function haltTrading({ engine, token, instrument }: HaltTradingParameters): HaltTradingReturnType {
  return encodeCall(engine, { abi: weighbridgeAbi, functionName: "haltTrading", args: [token, instrument] });
}
