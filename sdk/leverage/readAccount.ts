import type { Address } from "viem";
import {
  VENUE_KINDS,
  VENUE_MODES,
  VENUE_STATES,
  type VenueKind,
  type VenueMode,
  type VenueState,
} from "../kinds/index.js";
import { type At, pin, type PinErrorType, type ReadAt, type Reader } from "../reader/index.js";
import type { Pinned } from "../verdict/index.js";
import type { Aggregate, VenueAccount } from "./exposure.js";
import { investorAt, readLeverage, type ReadLeverageErrorType } from "./readLeverage.js";
import { countedOfAccount } from "./weighExposure.js";

/** Which account. */
export type AccountPlace = {
  /** The leverage registry. */
  readonly leverage: Address;
  /** Number of the venue. */
  readonly venue: number;
  /** Number of the engine's registry. */
  readonly registry: number;
  /** Any wallet of the investor. */
  readonly wallet: Address;
};

/** A venue, as the registry has it. */
export type VenueView = {
  readonly number: number;
  readonly kind: VenueKind;
  readonly state: VenueState;
  readonly modes: readonly VenueMode[];
  readonly reporter: Address;
  /** Unix seconds: of its registration. */
  readonly expiry: bigint;
  /** Number of the margin table that binds it. */
  readonly table: number;
  /** Whole days for which a report may be relied on. */
  readonly mostAge: number;
};

/** What margin an account must have at its venue, and has. Cents. */
export type MarginLevels = {
  /** Net equity; negative: a deficit. */
  readonly equity: bigint;
  readonly initial: bigint;
  readonly maintenance: bigint;
  readonly cure: bigint;
  readonly closeOut: bigint;
};

/** A margin call that is open. Unix seconds. */
export type OpenCall = { readonly since: bigint; readonly until: bigint };

export type ReadAccountParameters = AccountPlace & At;
export type ReadAccountReturnType = {
  readonly investor: bigint;
  /** The investor's tier, 0 to 3, where the venue's table distinguishes them; else 0. */
  readonly tier: number;
  readonly venue: VenueView;
  readonly account: VenueAccount;
  /** By today's table: of an on-chain venue, on the position and price of the block. */
  readonly levels: MarginLevels;
  /** How much of the account's equity, as last reported, counts over all venues. Cents. */
  readonly counted: bigint;
  /** Null: none is open. */
  readonly call: OpenCall | null;
  /** Over all venues. */
  readonly all: Aggregate & {
    /** At which accounts are open. */
    readonly venues: bigint;
  };
  readonly at: Pinned;
};
export type ReadAccountErrorType = PinErrorType | ReadLeverageErrorType;

/**
 * Reads an investor's account at a venue: what was reported last, the margin levels that it must have, an open call, and what it counts over all
 * venues. Sends nothing.
 *
 * Reads the leverage registry's `engine`, `venueOf`, `accountAt`, `levelsOf`, `aggregateOf` and `tierOf`, and the engine's `record`, on one block.
 *
 * @throws {LeverageQuestionError} when the registry knows no such venue or account, or the engine no such wallet.
 * @throws {DeploymentMissingError} when there is no contract at the registry's address.
 * @throws {ContractInvalidError} when there is another contract.
 * @throws {BlockUnknownError} when there is no such block, or it was reorganised away meanwhile.
 * @throws {WrongChainError} when the node serves another chain than `chainId`.
 * @throws {ReaderError} when the node answers with an error.
 * @throws {ChainUnreachableError} when nobody answers.
 * @example
 * const { levels, call } = await readAccount(client, { leverage, venue: 1, registry: 1, wallet });
 * if (call !== null) console.log(levels.cure - levels.equity, "cents by", call.until);
 */
export async function readAccount(reader: Reader, parameters: ReadAccountParameters): Promise<ReadAccountReturnType> {
  const { leverage, venue, registry, wallet, override } = parameters;
  const at = await pin(reader, parameters);
  const on: ReadAt = { at, override };
  const ask = { ...on, leverage } as const;
  const investor = await investorAt(reader, { leverage, registry, wallet }, on);
  const [view, levels, found, all, tier] = await Promise.all([
    readVenue(reader, { leverage, venue }, on),
    readLeverage(reader, { ...ask, functionName: "levelsOf", args: [venue, registry, wallet] }),
    accountOf(reader, { leverage, venue, registry, investor }, on),
    readLeverage(reader, { ...ask, functionName: "aggregateOf", args: [registry, investor] }),
    readLeverage(reader, { ...ask, functionName: "tierOf", args: [registry, wallet] }),
  ]);
  const [equity, initial, maintenance, cure, closeOut] = levels;
  const { account, call } = found;
  return {
    ...{
      investor,
      tier: view.modes.includes("tiers") ? tier : 0,
      venue: view,
      account,
      counted: countedOfAccount(account),
      call,
      all,
      at,
    },
    levels: { equity, initial, maintenance, cure, closeOut },
  };
}

/**
 * @internal
 * A venue, with its numbers in words.
 */
export async function readVenue(
  reader: Reader,
  { leverage, venue: number }: Pick<AccountPlace, "leverage" | "venue">,
  on: ReadAt,
): Promise<VenueView> {
  const [venue, { kind }] = await readLeverage(reader, { ...on, leverage, functionName: "venueOf", args: [number] });
  const { reporter, expiry, state, modes, table, mostAge } = venue;
  return {
    ...{ number, reporter, expiry: BigInt(expiry), table, mostAge },
    kind: named(VENUE_KINDS, kind),
    state: named(VENUE_STATES, state),
    modes: namesOf(VENUE_MODES).filter((mode) => (modes & (1 << VENUE_MODES[mode])) !== 0),
  };
}

/**
 * @internal
 * An account as last reported, and its call.
 */
export async function accountOf(
  reader: Reader,
  { leverage, venue, registry, investor }: Omit<AccountPlace, "wallet"> & { readonly investor: bigint },
  on: ReadAt,
): Promise<{ readonly account: VenueAccount; readonly call: OpenCall | null }> {
  const args = [venue, registry, investor] as const;
  const found = await readLeverage(reader, { ...on, leverage, functionName: "accountAt", args });
  const { callSince, callUntil, asOf, ...rest } = found;
  const call = callSince === 0 ? null : { since: BigInt(callSince), until: BigInt(callUntil) };
  return { account: { ...rest, asOf: BigInt(asOf) }, call };
}

const namesOf = <Names extends Readonly<Record<string, number>>>(names: Names) =>
  Object.keys(names) as (keyof Names & string)[];

/** The registry takes no other numbers. */
const named = <Names extends Readonly<Record<string, number>>>(names: Names, number: number) =>
  namesOf(names).find((name) => names[name] === number) as keyof Names & string;
