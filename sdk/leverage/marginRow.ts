import type { Hex } from "viem";
import type { Binding } from "../verdict/index.js";

/** What a table asks of a product class and tier, as a leverage registry takes it. */
export type MarginRow = {
  /** Basis points of notional that net equity must reach for an increase. */
  readonly initial: number;
  /** Likewise: below it a call opens. */
  readonly maintenance: number;
  /** Likewise: where the call closes. */
  readonly cure: number;
  /** Likewise: below it no time is left. */
  readonly closeOut: number;
  /** Basis points taken off what a stale price says, within `grace`. */
  readonly staleHaircut: number;
  /** Seconds to meet a call. */
  readonly cureTime: number;
  /** Seconds between the call's end and the sale. */
  readonly notice: number;
  /** Seconds for which a stale price still marks. */
  readonly grace: number;
  /** Policy: basis points of net equity over all venues, inclusive; 0: none. */
  readonly leverageCap: number;
  /** Policy: cents of notional over all venues, inclusive; 0: none. */
  readonly absoluteCap: bigint;
  /** No increase at all. */
  readonly banned: boolean;
  /** No short quantity. */
  readonly longOnly: boolean;
  /** A number of `BINDINGS`. */
  readonly binding: number;
  /** Hash of the provision that an increase is refused by; zero only where `binding` is policy. */
  readonly provision: Hex;
};

/** Who says a figure. */
export type FigureOrigin = {
  readonly binding: Exclude<Binding, "engine">;
  /** Of law: the provisions, the one that is cited first. */
  readonly provisions: readonly { readonly id: string; readonly citation: string; readonly hash: Hex }[];
  /** Of a policy: why. */
  readonly because: string | null;
};
