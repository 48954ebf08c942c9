import { type Address } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type SeedWalletsParameters = {
  readonly engine: Address;
  /** Admitted with units in existence. */
  readonly token: Address;
  /** Wallets with units, recorded in the token's registry, each once in all calls; none: the supply is looked at once more. */
  readonly wallets: readonly Address[];
};
export type SeedWalletsReturnType = Call;
export type SeedWalletsErrorType = CallInvalidError;

/**
 * Builds the call that puts holders of a token that is being imported into the books. Sender: a registrar. With the last unit the import ends, and
 * the token's program decides.
 *
 * @throws {CallInvalidError} when an address is none.
 */
export function seedWallets({ engine, token, wallets }: SeedWalletsParameters): SeedWalletsReturnType {
  return encodeCall(engine, { abi: weighbridgeAbi, functionName: "seed", args: [token, wallets] });
}
