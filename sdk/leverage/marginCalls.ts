import { type Address, encodeEventTopics, type Hex, hexToBigInt, numberToHex } from "viem";
import { leverageRegistryAbi } from "../abis/index.js";
import { type At, getLogs, pin, type PinErrorType, type ReadAt, type Reader } from "../reader/index.js";
import type { Pinned } from "../verdict/index.js";
import type { VenueAccount } from "./exposure.js";
import { accountOf, type OpenCall } from "./readAccount.js";
import type { ReadLeverageErrorType } from "./readLeverage.js";

export type MarginCallsParameters = At & {
  /** The leverage registry. */
  readonly leverage: Address;
  /** Number of the engine's registry. */
  readonly registry: number;
  /** Only at this venue. */
  readonly venue?: number | undefined;
  /** Only of this investor, by number. */
  readonly investor?: bigint | undefined;
  /** The block in which the leverage registry was deployed: earlier ones are not searched. Default: 0. */
  readonly fromBlock?: bigint | undefined;
};

/** A call that is open. */
export type MarginCall = OpenCall & {
  readonly venue: number;
  readonly investor: bigint;
  /** As last reported. */
  readonly account: VenueAccount;
  /** Net equity as last reported, cents; negative: a deficit. */
  readonly equity: bigint;
  /** Whether its time is over. */
  readonly isOver: boolean;
};
export type MarginCallsReturnType = {
  /** The one that has to be met first is first. */
  readonly calls: readonly MarginCall[];
  readonly at: Pinned;
};
export type MarginCallsErrorType = PinErrorType | ReadLeverageErrorType;

/**
 * Lists the margin calls that are open: at a venue, of an investor, or all of them. Sends nothing.
 *
 * Reads the leverage registry's `MarginCalled` events, and `accountAt` of each account that ever had a call, on one block.
 *
 * @throws {DeploymentMissingError} when there is no contract at the registry's address, and some call was ever told of.
 * @throws {ContractInvalidError} when there is another contract.
 * @throws {BlockUnknownError} when there is no such block, or it was reorganised away meanwhile.
 * @throws {WrongChainError} when the node serves another chain than `chainId`.
 * @throws {ReaderError} when the node answers with an error.
 * @throws {ChainUnreachableError} when nobody answers.
 * @example
 * const { calls } = await marginCalls(client, { leverage, registry: 1, venue: 1 });
 * for (const { investor, until } of calls) console.log(investor, until);
 */
export async function marginCalls(reader: Reader, parameters: MarginCallsParameters): Promise<MarginCallsReturnType> {
  const { leverage, registry, override, fromBlock } = parameters;
  const at = await pin(reader, parameters);
  const on: ReadAt = { at, override };
  const logs = await getLogs(reader, { address: leverage, topics: topicsOf(parameters), fromBlock, at });
  const places = new Map(
    logs.map(({ topics }) => {
      const [venue = 0n, , investor = 0n] = topics.slice(1).map((topic) => hexToBigInt(topic));
      return [`${venue} ${investor}`, { venue: Number(venue), investor }] as const;
    }),
  );
  const found = await Promise.all(
    [...places.values()].map(async ({ venue, investor }): Promise<readonly MarginCall[]> => {
      const { account, call } = await accountOf(reader, { leverage, venue, registry, investor }, on);
      if (call === null) return [];
      const equity = account.collateral - account.debt;
      return [{ ...call, venue, investor, account, equity, isOver: call.until <= at.time }];
    }),
  );
  const calls = found.flat().sort((one, other) => Number(one.until - other.until) || one.venue - other.venue);
  return { calls, at };
}

function topicsOf({ venue, registry, investor }: MarginCallsParameters): readonly (Hex | null)[] {
  const [name] = encodeEventTopics({ abi: leverageRegistryAbi, eventName: "MarginCalled" });
  const word = (value: number | bigint | undefined) => (value === undefined ? null : numberToHex(value, { size: 32 }));
  return [name, word(venue), word(registry), word(investor)];
}
