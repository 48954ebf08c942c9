import { type Address, type Hex } from "viem";
import { positionBookAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { type CallInvalidError, ParameterInvalidError } from "../errors/index.js";
import { POSITIONS } from "../kinds/index.js";
import { hashField, investorField, timeField } from "./fields.js";

export type StatedClosure = {
  /** Number of the investor in the engine's registry. */
  readonly investor: bigint;
  /** All persons to whom its positions are attributed, ascending, as `aggregate` finds them; none: nobody. */
  readonly aggregators: readonly bigint[];
  /** Date of the graph, unix seconds. */
  readonly asOf: bigint;
  /** Hash of the graph. */
  readonly graph: Hex;
};
export type StateAggregatorsParameters = {
  /** The position book. */
  readonly book: Address;
  /** In one call as many as there are: each call lets everybody's closure be looked up once more. */
  readonly closures: readonly StatedClosure[];
};
export type StateAggregatorsReturnType = Call;
export type StateAggregatorsErrorType = CallInvalidError | ParameterInvalidError;

/**
 * Builds the call that states to whom investors' positions are attributed, in the place of what was stated before of each. What they hold is attributed
 * when it next moves, or by `syncPositions`. Sender: who may, by the book's authority.
 *
 * @throws {ParameterInvalidError} when there is no closure, an investor comes twice, there are more aggregators than a book attributes to, they do not
 * ascend, or one is the investor itself.
 * @throws {CallInvalidError} when an address is none.
 * @example
 * const { toState } = aggregate(graph, { tables, law, asOf });
 * const call = stateAggregators({ book, closures: toState });
 */
export function stateAggregators({ book, closures }: StateAggregatorsParameters): StateAggregatorsReturnType {
  if (closures.length === 0) throw invalid("closures", "none", "at least one closure");
  const stated = closures.map((closure, index) => {
    const path = `closures[${index}]`;
    const { investor, aggregators } = closure;
    investorField(`${path}.investor`, investor);
    if (closures.findIndex((one) => one.investor === investor) !== index)
      throw invalid(`${path}.investor`, investor, "an investor that no closure before it has");
    return {
      investor,
      aggregators: aggregatorsField(`${path}.aggregators`, investor, aggregators),
      asOf: timeField(`${path}.asOf`, closure.asOf),
      graph: hashField(`${path}.graph`, closure.graph),
    };
  });
  return encodeCall(book, { abi: positionBookAbi, functionName: "stateAggregators", args: [stated] });
}

function aggregatorsField(path: string, investor: bigint, aggregators: readonly bigint[]): readonly bigint[] {
  const most = POSITIONS.mostAggregators;
  if (aggregators.length > most)
    throw invalid(path, aggregators.join(", "), `at most ${most} persons: of more none may be left out`);
  aggregators.forEach((one, index) => {
    const place = `${path}[${index}]`;
    const before = aggregators[index - 1] ?? 0n;
    investorField(place, one);
    if (one === investor) throw invalid(place, one, "another person than the investor");
    if (one <= before) throw invalid(place, one, `above the one before it, ${before}`);
  });
  return aggregators;
}

const invalid = (parameter: string, value: unknown, wanted: string) =>
  new ParameterInvalidError({ parameter, value: String(value), wanted });
