import { type Address } from "viem";
import { type Pinned } from "../verdict/index.js";

/** One wallet of a holder, and what it has of the token; token units. */
export type HolderWallet = {
  readonly address: Address;
  readonly units: bigint;
  readonly frozen: bigint;
  readonly held: bigint;
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
  /** State bits, as a mask. */
  readonly states: number;
  /** Unix seconds; from then on the evidence is stale. */
  readonly kycUntil: bigint;
  readonly statusUntil: bigint;
  /** All of the investor's wallets, also empty ones, each once. */
  readonly wallets: readonly HolderWallet[];
  /** Lot words, oldest first; none while the token keeps no lots. */
  readonly lots: readonly bigint[];
};

/** Who holds a token. */
export type Register = {
  readonly token: Address;
  readonly at: Pinned;
  /** Of the token: an amount of 1 is 10 ** decimals units. */
  readonly decimals: number;
  /** Token units, in all wallets. */
  readonly supply: bigint;
  /** Everybody with units, ascending by investor. */
  readonly holders: readonly Holder[];
};
