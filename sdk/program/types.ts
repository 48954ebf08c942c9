import type { Hex } from "viem";
import type { Rule } from "../kinds/index.js";

/**
 * Countries by ISO 3166-1 numeric code, ascending, each once; neither none nor all 1,024. Of a rule on regions: regions, as the registry's scheme
 * numbers them.
 */
export type CountrySet = readonly number[];

/** What a program says of lots. Nothing: lots that the issuer sells have origin 0, and every sale starts the clock anew. */
export type LotTerms = {
  /** Origin, 0 to 6, of a lot that the issuer sells to somebody of a lane, by lane. */
  readonly origins: readonly number[];
  /** Whoever sells, the clock runs on. */
  readonly clockRunsOn: boolean;
  /** Otherwise: statuses of a seller, any of which keeps it, as a mask. */
  readonly clockKeptBy: number;
};

/** What a program consists of. Rules name sets and provisions by index. */
export type ProgramParts = {
  readonly rules: readonly Rule[];
  readonly countrySets: readonly CountrySet[];
  /** keccak256 of each provision's canonical JSON. */
  readonly provisions: readonly Hex[];
  /** Hash of the rulebook that it was compiled from. */
  readonly rulebook: Hex;
  /** Left out: nothing. */
  readonly lots?: LotTerms | undefined;
};

/** What the chain enforces. */
export type Program = ProgramParts & {
  /** keccak256 of the bytes. */
  readonly id: Hex;
  readonly bytes: Hex;
};

/** What one movement is judged on: the engine's `facts`. A party that the movement does not have is all zero. */
export type Facts = {
  /** Unix seconds. */
  readonly time: bigint;
  readonly paused: boolean;
  /** Seeding word; zero: the token is not being imported. */
  readonly importing: bigint;
  /** Record words of the two wallets. */
  readonly sender: bigint;
  readonly receiver: bigint;
  /** Record word of who moves another's units; 0: nobody does, or it is in no registry. */
  readonly spender: bigint;
  /** WalletState words. */
  readonly senderState: bigint;
  readonly receiverState: bigint;
  /** Of the wallets, in token units. */
  readonly senderBalance: bigint;
  readonly receiverBalance: bigint;
  /** Of the investors over all wallets, in token units. */
  readonly senderHolding: bigint;
  readonly receiverHolding: bigint;
  /** Of the spender for the sender's wallet, in token units. */
  readonly allowance: bigint;
  /** In token units. */
  readonly supply: bigint;
  /** Whether the investors are counted as holders. */
  readonly senderHolds: boolean;
  readonly receiverHolds: boolean;
  /** Counts words of the two investors' countries, and of all countries together. */
  readonly senderCounts: bigint;
  readonly receiverCounts: bigint;
  readonly totals: bigint;
  /** Lot words, oldest first; none while the token keeps no lots. */
  readonly senderLots: readonly bigint[];
  readonly receiverLots: readonly bigint[];
  /** Days on which tranches were closed, 32 bits an origin. */
  readonly tranches: bigint;
  /** Counts words of the program's country sets, by index; 0 for a set that is no group. Empty: no set is one. */
  readonly groups: readonly bigint[];
  /** Owners that were stated to stand behind the sender, behind all holders who were looked through, and these holders: Counts words. */
  readonly senderOwners: bigint;
  readonly owners: bigint;
  readonly lookedThrough: bigint;
  /** Trading of the token stands still. */
  readonly halted: boolean;
  /** Average weekly and daily volume, in token units, as last reported; 0: none, or it is stale. */
  readonly weeklyVolume: bigint;
  readonly dailyVolume: bigint;
  /** Of a receiver with the state `leveraged`, in basis points, as its token's source of leverage says; 2 ** 256 - 1: it cannot be told. */
  readonly receiverLeverage: bigint;
  /** Token units of a sender with that state that are held or that venues have recorded; `MOST_UNITS`: it cannot be told. */
  readonly senderEncumbered: bigint;
  /** What the meters show, one for each metered rule of the program, in its order. */
  readonly readings: readonly Reading[];
  /** What other contracts answer, one for each rule that asks one, in the program's order. */
  readonly plugIns: readonly PlugInAnswer[];
  /** What the position book answers that the program names; left out: nothing is known, and nothing is let pass that a rule asks it about. */
  readonly positions?: PositionAnswer | undefined;
};

/**
 * What the meter of one rule shows before the movement. Flows: `used` units within the window. `mostInflow`: `beside` is the receiver's personal
 * limit if `toWeight` is 1. `mostPurchasers`: `used` counts purchasers, `toWeight` is 1 if the receiver is none of them yet. `mostVenueVolume`:
 * `toWeight` is 1 if a venue has a part in it. `mostGroupShare`: `used` is the sum of the members' units × weight, `beside` the units of who is
 * excluded; weights of the two parties in basis points, 0: no member; `fromBeside` and `toBeside` are 1 for who is excluded.
 */
export type Reading = {
  readonly used: bigint;
  readonly beside: bigint;
  readonly fromWeight: bigint;
  readonly toWeight: bigint;
  readonly fromBeside: bigint;
  readonly toBeside: bigint;
};

/** What another contract answers, in its own unit; refused with zeros: not as it must. */
export type PlugInAnswer = { readonly allowed: boolean; readonly measured: bigint; readonly limit: bigint };

/**
 * What a position book answers: of whom (0: nobody), in millionths of a contract; allowed with zeros: it was not asked. Not as it must: refused, of 0,
 * measured 2 ** 256 - 1.
 */
export type PositionAnswer = {
  readonly allowed: boolean;
  readonly subject: bigint;
  readonly measured: bigint;
  readonly limit: bigint;
};
