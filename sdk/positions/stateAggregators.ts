import { type Address, type Hex } from "viem";
import { positionBookAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { type CallInvalidError, ParameterInvalidError } from "../errors/index.js";
import { POSITIONS } from "../kinds/index.js";
import { hashField, investorField, timeField } from "./fields.js";

/** To whom one investor's positions are attributed. */
export type StatedClosure = {
  /** Number of the investor in the engine's registry. */
  readonly investor: bigint;
  /** All of them, ascending, as `aggregate` finds them; none: nobody. */
  readonly aggregators: readonly bigint[];
  /** Date of the graph, unix seconds. */
  readonly asOf: bigint;
  /** Hash of the graph. */
  readonly graph: Hex;
};

export type StateAggregatorsParameters = {
  /** The position book. */
  readonly book: Address;
  /** Those that have changed: others stay as they were stated. */
  readonly closures: readonly StatedClosure[];
};
export type StateAggregatorsReturnType = Call;
export type StateAggregatorsErrorType = CallInvalidError | ParameterInvalidError;

/**
 * Builds the call that states to whom positions are attributed, in the place of what was stated before of these investors. What they hold is attributed
 * when it next moves, or by `syncPositions`. Sender: who may, by the book's authority.
 *
 * @throws {ParameterInvalidError} when there is no closure, one names more aggregators than a book attributes to, they do not ascend, or one is the
 * investor itself.
 * @throws {CallInvalidError} when an address is none.
 */
export function stateAggregators({ book, closures }: StateAggregatorsParameters): StateAggregatorsReturnType {
  if (closures.length === 0) throw invalid("closures", "empty", "a list of at least one closure");
  const list = closures.map(({ investor, aggregators, asOf, graph }, index) => {
    const path = `closures[${index}]`;
    return {
      investor: investorField(`${path}.investor`, investor),
      aggregators: aggregatorsField(`${path}.aggregators`, investor, aggregators),
      ...{ asOf: timeField(`${path}.asOf`, asOf), graph: hashField(`${path}.graph`, graph) },
    };
  });
  return encodeCall(book, { abi: positionBookAbi, functionName: "stateAggregators", args: [list] });
}

function aggregatorsField(parameter: string, investor: bigint, aggregators: readonly bigint[]): readonly bigint[] {
  const most = POSITIONS.mostAggregators;
  if (aggregators.length > most)
    throw invalid(parameter, aggregators.join(", "), `at most ${most} persons: of more none may be left out`);
  aggregators.forEach((one, index) => {
    const path = `${parameter}[${index}]`;
    const before = aggregators[index - 1] ?? 0n;
    investorField(path, one);
    if (one === investor) throw invalid(path, one, "another person than the investor");
    if (one <= before) throw invalid(path, one, `above the one before it, ${before}`);
  });
  return aggregators;
}

const invalid = (parameter: string, value: unknown, wanted: string) =>
  new ParameterInvalidError({ parameter, value: String(value), wanted });
