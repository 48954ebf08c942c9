import { type Address, type Hex } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type SetPersonalLimitParameters = {
  readonly engine: Address;
  readonly token: Address;
  /** Any wallet of the investor. */
  readonly wallet: Address;
  /** Token units that it may take in within a window, in place of what the rules say. */
  readonly units: bigint;
  /** Unix seconds from which the rules' own limits count again; 0 takes the personal one back. */
  readonly until: bigint;
  /** Hash of the evidence; not 0. */
  readonly instrument: Hex;
};
export type SetPersonalLimitReturnType = Call;
export type SetPersonalLimitErrorType = CallInvalidError;

/**
 * Builds the call that states how much an investor may take in itself, by its own income and net worth, say, as somebody has attested. Sender: a transfer
 * agent.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function setPersonalLimit({
  engine,
  token,
  wallet,
  units,
  until,
  instrument,
}: SetPersonalLimitParameters): SetPersonalLimitReturnType {
  return encodeCall(engine, {
    abi: weighbridgeAbi,
    functionName: "setPersonalLimit",
    args: [token, wallet, units, Number(until), instrument],
  });
}
