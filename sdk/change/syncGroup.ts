import { type Address, type Hex } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type SyncGroupParameters = {
  readonly engine: Address;
  readonly token: Address;
  /** Of the rule on the group's share: `meterKeyOf`. */
  readonly meter: Hex;
  /** Any wallet of each investor. */
  readonly wallets: readonly Address[];
};
export type SyncGroupReturnType = Call;
export type SyncGroupErrorType = CallInvalidError;

/**
 * Builds the call that counts investors in a group's share by their facts of now: who were not counted yet, before the program takes effect, and who
 * have changed since. Sender: anybody.
 *
 * @throws {CallInvalidError} when an address is none, or the meter has not 32 bytes.
 */
export function syncGroup({ engine, token, meter, wallets }: SyncGroupParameters): SyncGroupReturnType {
  return encodeCall(engine, { abi: weighbridgeAbi, functionName: "syncGroup", args: [token, meter, wallets] });
}
