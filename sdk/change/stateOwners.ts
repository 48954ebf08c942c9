import { type Address, type Hex } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { CallInvalidError } from "../errors/index.js";
import { LANES } from "../kinds/index.js";
import { type Call, encodeCall } from "./call.js";

/** Bits of a lane in a Counts word. */
const LANE_BITS = 32n;

export type StateOwnersParameters = {
  readonly engine: Address;
  readonly token: Address;
  /** Any wallet of the intermediary. */
  readonly wallet: Address;
  /** Owners behind it by their lane, 0 to 7; a lane left out: none. */
  readonly owners: Readonly<Record<number, number>>;
  /** Hash of the intermediary's statement; not 0. */
  readonly instrument: Hex;
};
export type StateOwnersReturnType = Call;
export type StateOwnersErrorType = CallInvalidError;

/**
 * Builds the call that states how many owners stand behind an intermediary, who count in its place in rules on beneficial owners; none takes the
 * statement back. Sender: a registrar.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function stateOwners({
  engine,
  token,
  wallet,
  owners,
  instrument,
}: StateOwnersParameters): StateOwnersReturnType {
  const word = Object.entries(owners).reduce((sum, [lane, count]) => sum + inLane(Number(lane), count), 0n);
  return encodeCall(engine, {
    abi: weighbridgeAbi,
    functionName: "stateOwners",
    args: [token, wallet, word, instrument],
  });
}

function inLane(lane: number, count: number): bigint {
  const known = Number.isInteger(lane) && lane >= 0 && lane < LANES;
  if (!known || !Number.isInteger(count) || count < 0 || count >= 2 ** Number(LANE_BITS))
    throw new CallInvalidError({ functionName: "stateOwners", details: `Lane ${lane} does not have ${count} owners.` });
  return BigInt(count) << (LANE_BITS * BigInt(lane));
}
