import { type Address, type Hex } from "viem";
import { type Pinned } from "../verdict/index.js";

/** One wallet of a holder, and what it has of the token; token units. */
export type HolderWallet = {
  readonly address: Address;
  readonly units: bigint;
  readonly frozen: bigint;
  readonly held: bigint;
  /** The whole wallet is frozen. */
  readonly walletFrozen: boolean;
};

/** Who holds, as the registry knows them. */
export type Holder = {
  /** Number in the registry. */
  readonly investor: bigint;
  /** ISO 3166-1 numeric; 0: nobody said. */
  readonly country: number;
  /** As the registry's scheme numbers it; 0: none. */
  readonly region: number;
  readonly lane: number;
  /** Evidence and role bits, as a mask. */
  readonly statuses: number;
  /** State bits, as a mask. A token's own address has the state `suspense`: units wait there for somebody. */
  readonly states: number;
  /** Unix seconds; from then on the evidence is stale. */
  readonly kycUntil: bigint;
  readonly statusUntil: bigint;
  /** All of the investor's wallets, also empty ones, each once. */
  readonly wallets: readonly HolderWallet[];
  /** Lot words, oldest first; none while the token keeps no lots, or nobody said. */
  readonly lots: readonly bigint[];
  /** Owners that were stated to stand behind it, by lane, as a Counts word; 0: nobody is. */
  readonly owners: bigint;
};

/** Who holds a token. */
export type Register = {
  /** Null: of a file that does not say. */
  readonly token: Address | null;
  /** The block on which it was read; null: of a file that does not say. */
  readonly at: Pinned | null;
  /** Hash of the scheme that numbers lanes, statuses, states and regions; null: nobody said. */
  readonly scheme: Hex | null;
  /** Of the token: an amount of 1 is 10 ** decimals units; null: nobody said. */
  readonly decimals: number | null;
  /** Token units, in all wallets. */
  readonly supply: bigint;
  /** Everybody with units, ascending by investor; of a file also who is in it without any. */
  readonly holders: readonly Holder[];
  /** Wallets with units that no record says anything about: of a token that is being imported. Nothing moves out of them. */
  readonly unrecorded: readonly HolderWallet[];
  /** Days since 1970-01-01 on which the token began to keep lots; null: it keeps none, or nobody said. */
  readonly lotsSince: number | null;
  /** Days on which tranches were closed, 32 bits an origin; null: nobody said. */
  readonly tranches: bigint | null;
};
