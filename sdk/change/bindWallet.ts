import { type Address } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type BindWalletParameters = {
  readonly engine: Address;
  /** The registry's number, from 1. */
  readonly registry: number;
  /** A wallet that the investor has. */
  readonly known: Address;
  /** The wallet to add; an investor has at most 8. */
  readonly wallet: Address;
};
export type BindWalletReturnType = Call;
export type BindWalletErrorType = CallInvalidError;

/**
 * Builds the call that adds a wallet to an investor. Sender: a registrar.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function bindWallet({ engine, registry, known, wallet }: BindWalletParameters): BindWalletReturnType {
  return encodeCall(engine, { abi: weighbridgeAbi, functionName: "bind", args: [registry, known, wallet] });
}
