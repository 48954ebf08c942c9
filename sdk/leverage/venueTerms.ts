import type { Address, Hex } from "viem";
import { VENUE_KINDS, VENUE_MODES, type VenueKind, type VenueMode } from "../kinds/index.js";

/** What the authority of a leverage registry says of a venue. */
export type VenueTerms = {
  /** Who reports for it: an account's key, or a contract that answers by ERC-1271; of an on-chain venue its contract. */
  readonly reporter: Address;
  /** Unix seconds: of its registration, no increase from then on. */
  readonly expiry: bigint;
  /** As what it is registered. */
  readonly kind: VenueKind;
  /** `onChain`: its position is read; `portable`: all of its equity counts everywhere; `bands`: it publishes no figures. */
  readonly modes: readonly VenueMode[];
  /** Number of the margin table that binds it. */
  readonly table: number;
  /** Whole days for which a report may be relied on, 1 to 6. */
  readonly mostAge: number;
  /** Hash of what says as what, where and under which number it is registered. */
  readonly registration: Hex;
};

/** @internal */
export const venueTerms = ({ expiry, kind, modes, ...terms }: VenueTerms) => ({
  ...terms,
  expiry: Number(expiry),
  kind: VENUE_KINDS[kind],
  modes: modes.reduce((mask, mode) => mask | (1 << VENUE_MODES[mode]), 0),
});
