import { type Address, type Hex } from "viem";
import { positionBookAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { type CallInvalidError, ParameterInvalidError } from "../errors/index.js";
import { POSITIONS } from "../kinds/index.js";
import { hashField, investorField, timeField } from "./fields.js";

export type StateAggregatorsParameters = {
  /** The position book. */
  readonly book: Address;
  /** Number of the investor in the engine's registry. */
  readonly investor: bigint;
  /** All persons to whom its positions are attributed, as `aggregate` finds them; none: nobody. */
  readonly aggregators: readonly bigint[];
  /** Date of the graph, unix seconds. */
  readonly asOf: bigint;
  /** Hash of the graph. */
  readonly graph: Hex;
};
export type StateAggregatorsReturnType = Call;
export type StateAggregatorsErrorType = CallInvalidError | ParameterInvalidError;

/**
 * Builds the call that states to whom an investor's positions are attributed, in the place of what was stated before. What it holds is attributed when
 * it next moves, or by `syncPositions`. Sender: who may, by the book's authority.
 *
 * @throws {ParameterInvalidError} when there are more aggregators than a book attributes to, they do not ascend, or one is the investor itself.
 * @throws {CallInvalidError} when an address is none.
 */
export function stateAggregators({
  book,
  investor,
  ...closure
}: StateAggregatorsParameters): StateAggregatorsReturnType {
  const { aggregators, asOf, graph } = closure;
  const args = [
    investorField("investor", investor),
    aggregatorsField(investor, aggregators),
    timeField("asOf", asOf),
    hashField("graph", graph),
  ] as const;
  return encodeCall(book, { abi: positionBookAbi, functionName: "stateAggregators", args });
}

function aggregatorsField(investor: bigint, aggregators: readonly bigint[]): readonly bigint[] {
  const most = POSITIONS.mostAggregators;
  if (aggregators.length > most)
    throw invalid("aggregators", aggregators.join(", "), `at most ${most} persons: of more none may be left out`);
  aggregators.forEach((one, index) => {
    const path = `aggregators[${index}]`;
    const before = aggregators[index - 1] ?? 0n;
    investorField(path, one);
    if (one === investor) throw invalid(path, one, "another person than the investor");
    if (one <= before) throw invalid(path, one, `above the one before it, ${before}`);
  });
  return aggregators;
}

const invalid = (parameter: string, value: unknown, wanted: string) =>
  new ParameterInvalidError({ parameter, value: String(value), wanted });
