import {
  type Abi,
  type Address,
  type ContractEventName,
  decodeEventLog,
  type DecodeEventLogReturnType,
  type Hex,
  toEventSelector,
} from "viem";
import { ParameterInvalidError, ReaderError } from "../../errors/index.js";
import { getLogs, type Reader } from "../../reader/index.js";
import type { Pinned } from "../../verdict/index.js";

export type ReadEventsParameters<A extends Abi, Name extends ContractEventName<A>> = {
  readonly abi: A;
  readonly address: Address;
  readonly names: readonly Name[];
  /** Whether this is the event that comes before every other one: if it is missing, others may be, too. */
  readonly isFirst: (event: DecodeEventLogReturnType<A, Name>) => boolean;
  /** First indexed argument of each, as 32 bytes; left out, each counts. */
  readonly first?: Hex | undefined;
  readonly fromBlock: bigint | undefined;
  readonly at: Pinned;
};

/**
 * @internal
 * What a contract emitted, in order, from its very first event on. It says what to ask about, and nothing of what is so now.
 *
 * @throws {ParameterInvalidError} when `fromBlock` is later than the first event.
 * @throws {ReaderError} when the node does not keep the first event.
 */
export async function readEvents<const A extends Abi, const Name extends ContractEventName<A>>(
  reader: Reader,
  { abi, address, names, isFirst, first, fromBlock = 0n, at }: ReadEventsParameters<A, Name>,
): Promise<readonly DecodeEventLogReturnType<A, Name>[]> {
  const named: readonly string[] = names;
  const selectors = abi.flatMap((item) =>
    item.type === "event" && named.includes(item.name) ? [toEventSelector(item)] : [],
  );
  const topics = first === undefined ? [selectors] : [selectors, first];
  const logs = await getLogs(reader, { address, topics, fromBlock, at });
  const events = logs.flatMap((log) => {
    try {
      const told: unknown = decodeEventLog({ abi: abi as Abi, topics: log.topics as [Hex, ...Hex[]], data: log.data });
      return [told as DecodeEventLogReturnType<A, Name>];
    } catch {
      // Another contract's event of the same name. Whether it is another contract is told by its code.
      return [];
    }
  });
  if (events[0] !== undefined && isFirst(events[0])) return events;
  if (fromBlock === 0n) throw new ReaderError({ method: "eth_getLogs", what: `the first events of ${address}` });
  const wanted = `a block that is not later than the first event of ${address}, or none`;
  throw new ParameterInvalidError({ parameter: "fromBlock", value: String(fromBlock), wanted });
}
