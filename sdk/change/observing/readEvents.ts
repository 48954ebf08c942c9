import {
  type Abi,
  type Address,
  type ContractEventName,
  decodeEventLog,
  type DecodeEventLogReturnType,
  type Hex,
  toEventSelector,
} from "viem";
import { getLogs, type Reader } from "../../reader/index.js";
import type { Pinned } from "../../verdict/index.js";

export type ReadEventsParameters<A extends Abi, Name extends ContractEventName<A>> = {
  readonly abi: A;
  readonly address: Address;
  readonly names: readonly Name[];
  /** First indexed argument of each, as 32 bytes; left out: any. */
  readonly first?: Hex | undefined;
  readonly fromBlock: bigint | undefined;
  readonly at: Pinned;
};

/**
 * @internal
 * What a contract emitted, in order. It says what to ask about, and nothing of what is so now.
 */
export async function readEvents<const A extends Abi, const Name extends ContractEventName<A>>(
  reader: Reader,
  { abi, address, names, first, fromBlock, at }: ReadEventsParameters<A, Name>,
): Promise<readonly DecodeEventLogReturnType<A, Name>[]> {
  const wanted: readonly string[] = names;
  const selectors = abi.flatMap((item) =>
    item.type === "event" && wanted.includes(item.name) ? [toEventSelector(item)] : [],
  );
  const topics = first === undefined ? [selectors] : [selectors, first];
  const logs = await getLogs(reader, { address, topics, fromBlock, at });
  return logs.flatMap((log) => {
    try {
      const told: unknown = decodeEventLog({ abi: abi as Abi, topics: log.topics as [Hex, ...Hex[]], data: log.data });
      return [told as DecodeEventLogReturnType<A, Name>];
    } catch {
      // Another contract's event of the same name. Whether it is another contract is told by its code.
      return [];
    }
  });
}
