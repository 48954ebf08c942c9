import { type Address, encodeEventTopics, type Hex, hexToBigInt, numberToHex } from "viem";
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
  /** Whose account it is: the investor's own, or of somebody under the same control. */
  readonly investor: bigint;
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
  /** Who controls it, and with whose sums it counts; itself: nobody who is known. */
  readonly head: bigint;
  /** By number of the venue, and by that of the investor. */
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
 * Says at which venues an investor has accounts, how much of the equity at each counts over all venues, and why; likewise of all who count as one with
 * it, since one controls the others. Sends nothing. It is for who controls them, and for whoever keeps the framework: a venue need not learn of others.
 *
 * Reads the leverage registry's `HeadSet` and `AccountOpened` events, and `headOf`, `accountAt`, `venueOf` and `aggregateOf`, and the engine's `record`, on
 * one block.
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
  const { head, members } = await groupOf(reader, { leverage, registry, investor, fromBlock }, on);
  const topics = [topicOf("AccountOpened"), null, word(registry), members.map((member) => word(member))];
  const logs = await getLogs(reader, { address: leverage, topics, fromBlock, at });
  const places = new Map(
    logs.map(({ topics: [, venue = "0x0", , member = "0x0"] }) => {
      return [`${venue} ${member}`, { venue: Number(hexToBigInt(venue)), investor: hexToBigInt(member) }] as const;
    }),
  );
  const [shares, all] = await Promise.all([
    Promise.all([...places.values()].map((place) => shareAt(reader, { ...parameters, ...place }, on))),
    readLeverage(reader, { ...on, leverage, functionName: "aggregateOf", args: [registry, investor] }),
  ]);
  const { equity, notional, initial, overdue } = all;
  const ordered = shares.flat().sort((one, other) => one.venue - other.venue || Number(one.investor - other.investor));
  return { investor, head, shares: ordered, all: { equity, notional, initial, overdue }, at };
}

const word = (value: number | bigint): Hex => numberToHex(value, { size: 32 });
const topicOf = (eventName: "AccountOpened" | "HeadSet"): Hex =>
  encodeEventTopics({ abi: leverageRegistryAbi, eventName })[0];

type Member = Pick<VenueSharesParameters, "leverage" | "registry" | "fromBlock"> & { readonly investor: bigint };

/** All who count as one with an investor: who controls it, and whom that one controls. */
async function groupOf(
  reader: Reader,
  { leverage, registry, investor, fromBlock }: Member,
  on: ReadAt,
): Promise<{ readonly head: bigint; readonly members: readonly bigint[] }> {
  const headOf = (of: bigint) =>
    readLeverage(reader, { ...on, leverage, functionName: "headOf", args: [registry, of] });
  const [own, logs] = await Promise.all([
    headOf(investor),
    getLogs(reader, { address: leverage, topics: [topicOf("HeadSet"), word(registry)], fromBlock, at: on.at }),
  ]);
  const head = own === 0n ? investor : own;
  const ever = [...new Set(logs.map(({ topics: [, , member = "0x0"] }) => hexToBigInt(member)))];
  const heads = await Promise.all(ever.map(headOf));
  return { head, members: [head, ...ever.filter((_, index) => heads[index] === head)] };
}

const DAY = 86_400n;

async function shareAt(
  reader: Reader,
  place: VenueSharesParameters & { readonly venue: number; readonly investor: bigint },
  on: ReadAt,
): Promise<readonly VenueShare[]> {
  const { venue, investor } = place;
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
      ...{ venue, investor, kind, equity: banded ? 0n : collateral - debt, counted, initial, asOf, overdue },
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
