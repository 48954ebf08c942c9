import { type Address, encodeEventTopics, hexToBigInt, numberToHex } from "viem";
import { leverageRegistryAbi } from "../abis/index.js";
import { LEVERAGE, type VenueKind } from "../kinds/index.js";
import { type At, getLogs, pin, type PinErrorType, type ReadAt, type Reader } from "../reader/index.js";
import type { Pinned } from "../verdict/index.js";
import type { VenueAccount } from "./exposure.js";
import { accountOf, readVenue } from "./readAccount.js";
import { investorAt, readLeverage, type ReadLeverageErrorType } from "./readLeverage.js";
import { countedOfAccount } from "./weighExposure.js";

export type VenueSharesParameters = At & {
  /** The leverage registry. */
  readonly leverage: Address;
  /** Number of the engine's registry. */
  readonly registry: number;
  /** Any wallet of the investor. */
  readonly wallet: Address;
  /** The block in which the leverage registry was deployed: earlier ones are not searched. Default: 0. */
  readonly fromBlock?: bigint | undefined;
};

/** Why so much of a venue's equity counts over all venues. */
export type ShareReason =
  /** The registry reads it itself. */
  | "onChain"
  /** The venue's equity is marked portable. */
  | "portable"
  /** It serves the venue's own initial margin; what exceeds that counts there only. */
  | "ownMargin"
  /** The venue publishes no figures, and so nothing counts. */
  | "noFigures";

/** What one venue counts in what an investor has over all of them. Cents. */
export type VenueShare = {
  readonly venue: number;
  readonly kind: VenueKind;
  /** Net equity there, as last reported; negative: a deficit. */
  readonly equity: bigint;
  /** How much of it counts everywhere. */
  readonly counted: bigint;
  readonly because: ShareReason;
  readonly initial: bigint;
  readonly notional: bigint;
  /** Unix seconds of the last report; 0: there is none. */
  readonly asOf: bigint;
  /** Whether it has not reported in time, or says that its cap is passed. */
  readonly overdue: boolean;
};
export type VenueSharesReturnType = {
  readonly investor: bigint;
  /** By number of the venue. */
  readonly shares: readonly VenueShare[];
  /** Their sums, as the registry keeps them. */
  readonly all: {
    readonly equity: bigint;
    readonly notional: bigint;
    readonly initial: bigint;
    readonly overdue: bigint;
  };
  readonly at: Pinned;
};
export type VenueSharesErrorType = PinErrorType | ReadLeverageErrorType;

/**
 * Says at which venues an investor has accounts, how much of the equity at each counts over all venues, and why. Sends nothing. It is for the investor
 * and for whoever keeps the framework: a venue need not learn of others.
 *
 * Reads the leverage registry's `AccountOpened` events, and `accountAt`, `venueOf` and `aggregateOf`, and the engine's `record`, on one block.
 *
 * @throws {LeverageQuestionError} when the engine knows no such wallet.
 * @throws {DeploymentMissingError} when there is no contract at the registry's address.
 * @throws {ContractInvalidError} when there is another contract.
 * @throws {BlockUnknownError} when there is no such block, or it was reorganised away meanwhile.
 * @throws {WrongChainError} when the node serves another chain than `chainId`.
 * @throws {ReaderError} when the node answers with an error.
 * @throws {ChainUnreachableError} when nobody answers.
 * @example
 * const { shares, all } = await venueShares(client, { leverage, registry: 1, wallet });
 */
export async function venueShares(reader: Reader, parameters: VenueSharesParameters): Promise<VenueSharesReturnType> {
  const { leverage, registry, override, fromBlock } = parameters;
  const at = await pin(reader, parameters);
  const on: ReadAt = { at, override };
  const investor = await investorAt(reader, parameters, on);
  const [name] = encodeEventTopics({ abi: leverageRegistryAbi, eventName: "AccountOpened" });
  const word = (value: number | bigint) => numberToHex(value, { size: 32 });
  const topics = [name, null, word(registry), word(investor)];
  const logs = await getLogs(reader, { address: leverage, topics, fromBlock, at });
  const venues = [...new Set(logs.map(({ topics: [, venue] }) => Number(hexToBigInt(venue ?? "0x0"))))];
  const [shares, all] = await Promise.all([
    Promise.all(venues.sort((a, b) => a - b).map((venue) => shareAt(reader, { ...parameters, venue, investor }, on))),
    readLeverage(reader, { ...on, leverage, functionName: "aggregateOf", args: [registry, investor] }),
  ]);
  const { equity, notional, initial, overdue } = all;
  return { investor, shares: shares.flat(), all: { equity, notional, initial, overdue }, at };
}

const DAY = 86_400n;

async function shareAt(
  reader: Reader,
  place: VenueSharesParameters & { readonly venue: number; readonly investor: bigint },
  on: ReadAt,
): Promise<readonly VenueShare[]> {
  const { venue } = place;
  const [{ account }, { kind, modes }] = await Promise.all([
    accountOf(reader, place, on),
    readVenue(reader, place, on),
  ]);
  if (!account.opened) return [];
  const { collateral, debt, initial, asOf, expiryDay: day, legs, banded } = account;
  const counted = countedOfAccount(account);
  const overdue = day === LEVERAGE.alwaysOverdue || (day !== 0 && BigInt(day) <= on.at.time / DAY);
  return [
    {
      ...{ venue, kind, equity: banded ? 0n : collateral - debt, counted, initial, asOf, overdue },
      because: modes.includes("onChain") ? "onChain" : reasonOf(account, modes.includes("portable")),
      notional: legs.reduce((sum, leg) => sum + leg.notional, 0n),
    },
  ];
}

/** As the last report was taken; before the first, as the next one would be. */
function reasonOf({ banded, portable, asOf }: VenueAccount, isPortable: boolean): ShareReason {
  if (banded) return "noFigures";
  return (asOf === 0n ? isPortable : portable) ? "portable" : "ownMargin";
}
