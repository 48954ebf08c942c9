import { type Address, type Hex, hexToBigInt, isHex, numberToHex } from "viem";
import { type ChainUnreachableError, ReaderError } from "../errors/index.js";
import type { Pinned } from "../verdict/index.js";
import { request } from "./request.js";
import type { Reader } from "./types.js";

/** One event, as a contract emitted it. */
export type Log = {
  readonly address: Address;
  readonly topics: readonly Hex[];
  readonly data: Hex;
  readonly blockNumber: bigint;
  /** Within its block. */
  readonly logIndex: number;
  readonly transactionHash: Hex;
};

export type GetLogsParameters = {
  readonly address: Address;
  /** By place; null stands for every value, a list for each of its own. */
  readonly topics: readonly (Hex | readonly Hex[] | null)[];
  /** First block, inclusive. Default: 0. */
  readonly fromBlock?: bigint | undefined;
  /** Last block, inclusive: the pinned one. */
  readonly at: Pinned;
};
/** In the order of the chain. */
export type GetLogsReturnType = readonly Log[];
export type GetLogsErrorType = ChainUnreachableError | ReaderError;

/**
 * Reads a contract's events up to a pinned block. Reads by `eth_getLogs`: at once, and in halves where the node does not bear so long a range.
 *
 * @throws {ReaderError} when the node does not even answer for one block, or not with logs.
 * @throws {ChainUnreachableError} when nobody answers.
 */
export async function getLogs(
  reader: Reader,
  { address, topics, fromBlock = 0n, at }: GetLogsParameters,
): Promise<GetLogsReturnType> {
  const between = async (first: bigint, last: bigint): Promise<readonly Log[]> => {
    if (first > last) return [];
    try {
      return await ask(reader, { address, topics, fromBlock: numberToHex(first), toBlock: numberToHex(last) });
    } catch (error) {
      // Nodes limit how many blocks or events one answer may span, each in words of its own.
      if (first === last || !(error instanceof ReaderError)) throw error;
      const middle = (first + last) / 2n;
      return [...(await between(first, middle)), ...(await between(middle + 1n, last))];
    }
  };
  return between(fromBlock, at.number);
}

type Filter = {
  readonly address: Address;
  readonly topics: GetLogsParameters["topics"];
  readonly fromBlock: Hex;
  readonly toBlock: Hex;
};

async function ask(reader: Reader, filter: Filter): Promise<readonly Log[]> {
  const method = "eth_getLogs";
  const what = `events of ${filter.address}`;
  const answer = await request(reader, { method, params: [filter], what });
  if (!Array.isArray(answer))
    throw new ReaderError({ method, what, details: `It answered ${JSON.stringify(answer)}.` });
  return answer.map((log: Readonly<Record<string, unknown>>) => {
    const { address, topics, data, blockNumber, logIndex, transactionHash } = log;
    if (!isHex(address) || !Array.isArray(topics) || !isHex(data) || !isHex(blockNumber) || !isHex(logIndex))
      throw new ReaderError({ method, what, details: "It gave an event without address, topics, data or place." });
    return {
      address: address as Address,
      topics: topics as readonly Hex[],
      data,
      blockNumber: hexToBigInt(blockNumber),
      logIndex: Number(logIndex),
      transactionHash: transactionHash as Hex,
    };
  });
}
