import { type Address, type Hex } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type SetGroupWeightParameters = {
  readonly engine: Address;
  readonly token: Address;
  /** Of the rule on the group's share: `meterKeyOf`. */
  readonly meter: Hex;
  /** Any wallet of the investor. */
  readonly wallet: Address;
  /** Which part of a member's units counts, in basis points, 1 to 10,000; 0 takes the statement back: all of them. */
  readonly weight: number;
  /** Hash of the evidence; not 0. */
  readonly instrument: Hex;
};
export type SetGroupWeightReturnType = Call;
export type SetGroupWeightErrorType = CallInvalidError;

/**
 * Builds the call that states which part of an entity's units counts in a group's share: of a fund that plans are invested in, the part that is theirs.
 * Sender: a transfer agent.
 *
 * @throws {CallInvalidError} when an address is none, the weight is no whole number, or a hash has not 32 bytes.
 */
export function setGroupWeight(parameters: SetGroupWeightParameters): SetGroupWeightReturnType {
  const { engine, token, meter, wallet, weight, instrument } = parameters;
  if (!Number.isInteger(weight))
    throw new CallInvalidError({ functionName: "setGroupWeight", details: `${weight} basis points are no weight.` });
  return encodeCall(engine, {
    abi: weighbridgeAbi,
    functionName: "setGroupWeight",
    args: [token, meter, wallet, BigInt(weight), instrument],
  });
}
