import { type Address, type Hex } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { CallInvalidError } from "../errors/index.js";
import { type Field, fieldMax, FLOW_WORD } from "../kinds/index.js";
import { compareFlows, type Flow, packFlow } from "../program/index.js";
import { type Call, encodeCall } from "./call.js";

export type SetFlowsParameters = {
  readonly engine: Address;
  readonly token: Address;
  /** Of the rule that reads it: `meterKeyOf`. */
  readonly meter: Hex;
  /** Any wallet of the investor. */
  readonly wallet: Address;
  /** They replace all that the meter knows of the investor: at most eight days, in any order. Of purchasers: the day of the last purchase, and 1. */
  readonly flows: readonly Flow[];
  /** Hash of the evidence; not 0. */
  readonly instrument: Hex;
};
export type SetFlowsReturnType = Call;
export type SetFlowsErrorType = CallInvalidError;

/**
 * Builds the call that replaces what flowed by an investor: what was before a meter began, or what the chain does not know. Sender: a transfer agent.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function setFlows({ engine, token, meter, wallet, flows, instrument }: SetFlowsParameters): SetFlowsReturnType {
  const ascending = [...flows].sort(compareFlows);
  return encodeCall(engine, {
    abi: weighbridgeAbi,
    functionName: "setFlows",
    args: [token, meter, wallet, ascending.map(wordOf), instrument],
  });
}

/** A number that is too large would write into the next field. */
function wordOf({ day, units }: Flow): bigint {
  const fits = (value: bigint, field: Field) => value >= 0n && value <= fieldMax(field);
  if (!Number.isInteger(day) || !fits(BigInt(day), FLOW_WORD.day) || !fits(units, FLOW_WORD.units)) {
    const details = `No flow is of day ${day} and ${units} units.`;
    throw new CallInvalidError({ functionName: "setFlows", details });
  }
  return packFlow({ day, units });
}
