import type { Field } from "./words.js";

const field = (offset: number, bits: number): Field => ({ offset, bits });

/** What a venue is registered as. */
export const VENUE_KINDS = {
  nationalExchange: 1,
  alternativeTradingSystem: 2,
  tokenisedSecuritiesVenue: 3,
  contractMarket: 4,
  swapExecutionFacility: 5,
  foreign: 6,
  brokerDealer: 7,
  lender: 8,
} as const;
export type VenueKind = keyof typeof VENUE_KINDS;

/** What a venue may report: everything; no increases; nothing; nothing ever again. */
export const VENUE_STATES = { open: 1, closeOnly: 2, suspended: 3, woundDown: 4 } as const;
export type VenueState = keyof typeof VENUE_STATES;

/**
 * Bits of a venue's modes. `onChain`: its position and the price are read. `portable`: of an attested venue, what exceeds its own initial margin
 * counts elsewhere, too. `bands`: it publishes no figures. `tiers`: its table distinguishes tiers; without it everybody is of tier 0.
 */
export const VENUE_MODES = { onChain: 0, portable: 1, bands: 2, tiers: 3 } as const;
export type VenueMode = keyof typeof VENUE_MODES;

/** Whether law or policy is behind a refusal. */
export const BINDINGS = { law: 1, policy: 2 } as const;

/** Policies over all venues, as bit numbers. */
export const LEVERAGE_POLICIES = { initialMargin: 0, leverageCap: 1, absoluteCap: 2 } as const;

/** What an investor holds of one product class at one venue. */
export const LEG_WORD = {
  class: field(0, 16),
  /** In the class's own unit, as two's complement. */
  quantity: field(16, 112),
  /** Cents. */
  notional: field(128, 56),
} as const;

/** An investor's account at one venue, as last reported. Money in cents. */
export const LEVERAGE_ACCOUNT_WORD = {
  collateral: field(0, 56),
  debt: field(56, 56),
  /** Initial margin that the venue's table asked for. */
  initial: field(112, 56),
  sequence: field(168, 24),
  /** Unix seconds of the last report. */
  asOf: field(192, 32),
  /** Day from which the report is overdue, since 1970-01-01; 0: nothing is exposed; 1: the venue says that its cap is passed. */
  expiryDay: field(224, 16),
  legs: field(240, 4),
  /** Bits of LEVERAGE_ACCOUNT_FLAGS. */
  flags: field(244, 8),
} as const;

/** `controlled`: the investor is counted together with who controls it. */
export const LEVERAGE_ACCOUNT_FLAGS = { opened: 0, called: 1, banded: 2, portable: 3, controlled: 4 } as const;

/** An investor over all venues. Money in cents. */
export const AGGREGATE_WORD = {
  /** Net equity that counts everywhere, as two's complement. */
  equity: field(0, 56),
  notional: field(56, 56),
  initial: field(112, 56),
  /** Up to which day, itself included, accounts are counted in `overdue` and no longer in the ring. */
  foldedDay: field(168, 16),
  overdue: field(184, 8),
  /** Eight counters of 8 bits: accounts that are overdue from day d on, at d mod 8. */
  ring: field(192, 64),
} as const;

/** What a table asks of a product class and tier, as far as each report reads it. Ratios in basis points. */
export const MARGIN_ROW_WORD = {
  initial: field(0, 16),
  maintenance: field(16, 16),
  cure: field(32, 16),
  closeOut: field(48, 16),
  leverageCap: field(64, 32),
  /** Cents. */
  absoluteCap: field(96, 56),
  banned: field(152, 1),
  longOnly: field(153, 1),
  binding: field(154, 2),
  listed: field(156, 1),
  /** Unix seconds at which another row takes this one's place; 0: none waits. */
  nextFrom: field(160, 48),
} as const;

/** The rest of it, read where a call opens or units are sold. Seconds, and basis points. */
export const MARGIN_TIMES_WORD = {
  staleHaircut: field(0, 16),
  cureTime: field(16, 32),
  notice: field(48, 32),
  grace: field(80, 32),
} as const;

/** Bounds of leverage registries. */
export const LEVERAGE = {
  mostLegs: 8,
  mostTier: 3,
  /** Accounts of one investor: each fits a counter of the ring. */
  mostVenues: 250,
  /** Whole days for which a report may be relied on: below the ring's length. */
  mostAge: 6,
  /** Cents of one figure, so that sums over all venues fit their fields. */
  mostCents: 2 ** 44 - 1,
  ringDays: 8,
  ringBits: 8,
  /** A venue's own word that its cap is passed, in place of a day. */
  alwaysOverdue: 1,
  /** Seconds without a report after which a venue counts as silent, and until it may be wound down. */
  leastSilence: 7 * 86_400,
  windDownDelay: 7 * 86_400,
} as const;
