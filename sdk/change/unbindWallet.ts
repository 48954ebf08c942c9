import { type Address } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { ascending } from "./ascending.js";
import { type Call, encodeCall } from "./call.js";

export type UnbindWalletParameters = {
  readonly engine: Address;
  /** The registry's number, from 1. */
  readonly registry: number;
  /** It holds no token of the registry. */
  readonly wallet: Address;
  /**
   * All tokens that the investor holds in other wallets, and any others of the registry, in any order; each counts once. Left out: none, as for an
   * only wallet.
   */
  readonly tokens?: readonly Address[] | undefined;
};
export type UnbindWalletReturnType = Call;
export type UnbindWalletErrorType = CallInvalidError;

/**
 * Builds the call that takes a wallet from its investor. Sender: a registrar. With the last wallet the investor's number retires.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function unbindWallet({
  engine,
  registry,
  wallet,
  tokens = [],
}: UnbindWalletParameters): UnbindWalletReturnType {
  const args = [registry, wallet, ascending(tokens)] as const;
  return encodeCall(engine, { abi: weighbridgeAbi, functionName: "unbind", args });
}
