import { type Address, type Hex } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";
import { type HaltMessage } from "./haltData.js";

export type HaltBySignatureParameters = HaltMessage & {
  readonly engine: Address;
  /** Of `haltData`, by the token's source of halts. */
  readonly signature: Hex;
};
export type HaltBySignatureReturnType = Call;
export type HaltBySignatureErrorType = CallInvalidError;

/**
 * Builds the call that brings what the source of a token's halts has signed: that trading is halted, or is no longer. Sender: anybody.
 *
 * @throws {CallInvalidError} when an address is none, or a time does not fit.
 */
export function haltBySignature(parameters: HaltBySignatureParameters): HaltBySignatureReturnType {
  const { engine, token, halted, asOf, deadline, signature } = parameters;
  return encodeCall(engine, {
    abi: weighbridgeAbi,
    functionName: "haltBySignature",
    args: [token, halted, Number(asOf), Number(deadline), signature],
  });
}
