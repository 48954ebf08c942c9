import { type Address, zeroAddress } from "viem";

/** When a market is open. */
export type MarketSession = {
  /** Second of the UTC day at which it opens. */
  readonly opensAt: number;
  /** At which it closes, up to 86,400; if earlier than `opensAt`, on the next day. */
  readonly closesAt: number;
  /** Weekdays on which a session opens, 0 Monday to 6 Sunday. */
  readonly days: readonly number[];
};

/** How a token is priced. */
export type PricedProduct = {
  /** Its product class; 0 ends it. */
  readonly class: number;
  readonly tokenDecimals: number;
  /** AggregatorV3, in the registry's quote currency, of one whole token. */
  readonly feed: Address;
  /** Of the feed: pinned, and compared at every reading. */
  readonly feedDecimals: number;
  /** Seconds that a price may be old for an increase, inclusive. */
  readonly openAge: number;
  /** Likewise for marks and sales: not below `openAge`. */
  readonly closeAge: number;
  /** Outside it no increase is served; left out: always open. */
  readonly session?: MarketSession | undefined;
  /** Uptime feed of the rollup, and seconds after it came back in which neither an increase nor a sale is served. */
  readonly sequencer?: { readonly feed: Address; readonly grace: number } | undefined;
};

const ALWAYS: MarketSession = { opensAt: 0, closesAt: 0, days: [] };

/** @internal */
export function productArgument({ session = ALWAYS, sequencer, ...product }: PricedProduct) {
  const { opensAt, closesAt, days } = session;
  return {
    ...product,
    ...{ opensAt, closesAt, daysOpen: days.reduce((mask, day) => mask | (1 << day), 0) },
    ...{ sequencer: sequencer?.feed ?? zeroAddress, sequencerGrace: sequencer?.grace ?? 0 },
  };
}
