import type { Field } from "./words.js";

const field = (offset: number, bits: number): Field => ({ offset, bits });

/** On which side a unit of a product counts. */
export const POSITION_SIDES = { long: 0, short: 1 } as const;
export type PositionSide = keyof typeof POSITION_SIDES;

/** What a limit of a position book is for: the expiring month, a single month, all months together. By number. */
export const POSITION_BUCKETS = { spotMonth: 0, singleMonth: 1, allMonths: 2 } as const;
export type PositionBucket = keyof typeof POSITION_BUCKETS;

/** Bits of a product in its roster. `cash`: it settles in cash. `spot`: it is the underlying itself and no contract on it. `closed`: it counts no more. */
export const PRODUCT_BITS = { short: 0, cash: 1, spot: 2, closed: 3 } as const;
export type ProductBit = keyof typeof PRODUCT_BITS;

/**
 * Bits of an underlying. `sameSide`: long and short do not net. `countsSpot`: units of the underlying itself count, a policy. `ordered`: some person is
 * under an order to halt.
 */
export const UNDERLYING_BITS = { sameSide: 0, countsSpot: 1, ordered: 2 } as const;
export type UnderlyingBit = keyof typeof UNDERLYING_BITS;

/** Bounds of position books. */
export const POSITIONS = {
  /** Products of one page. */
  slots: 5,
  /** Pages that an underlying counts at a time. */
  mostPages: 4,
  /** Persons to whom one investor's positions are attributed. */
  mostAggregators: 4,
  /** Underlyings of one book. */
  mostUnderlyings: 256,
  /** Steps of a spot month's limit. */
  mostSteps: 3,
  /** Parts of one contract: of ratios, and of what is measured. */
  contract: 1_000_000,
  /** Lots of one product that are counted of one person. */
  mostLots: 2 ** 36 - 1,
  /** In the place of a limit or level: none. Contracts. */
  noLimit: 0xffff_ffff,
  /** Months since January 1970: the last that fits, December 2310. */
  mostMonth: 4_091,
} as const;

/** Where a product is counted. `page` zero: the book does not know the token. */
export const PRODUCT_WORD = {
  underlying: field(0, 32),
  page: field(32, 24),
  slot: field(56, 8),
  /** Token units of one lot. */
  lot: field(64, 112),
  /** As in the page's roster: what one product counts need not be looked up there. */
  entry: field(176, 48),
} as const;

/** One product of a page: five of them, from bit 0 on. */
export const ROSTER_SLOT = {
  /** Millionths of a contract for one lot. */
  ratio: field(0, 32),
  /** Months since January 1970; 0: of no month. */
  month: field(32, 12),
  bits: field(44, 4),
} as const;

export const ROSTER_SLOT_BITS = 48;

/** A page of products; from 240 on how many there are. */
export const ROSTER_WORD = { slots: field(0, 240), count: field(240, 16) } as const;

/**
 * Lots of one person in the products of a page, 42 bits each. The rest is of own lots: under which closure they were attributed, as of which generation of
 * the underlying that was known to be the last one, and what it said. `joined`, of all lots of a person who aggregates: own ones are among them.
 */
export const LOTS_WORD = {
  lots: field(0, 210),
  epoch: field(210, 16),
  generation: field(226, 24),
  bits: field(250, 6),
} as const;
export const LOTS_BITS = { attributes: 0, aggregates: 1, joined: 2 } as const;
export const LOTS_SLOT_BITS = 42;

/** What every movement reads of an underlying. Limits in contracts. */
export const UNDERLYING_WORD = {
  /** Four page numbers, 24 bits each; 0: none. */
  pages: field(0, 96),
  allMonths: field(96, 32),
  /** Levels of accountability, for all months and for a single one. */
  accountability: field(128, 32),
  monthAccountability: field(160, 32),
  bits: field(192, 8),
  /** Counts statements of closures: what was read of one before is still so while it is the same. */
  generation: field(200, 24),
} as const;
export const PAGE_BITS = 24;

/** Limits of one month, in contracts; steps ascend by time. */
export const MONTH_WORD = {
  /** Plus one; 0: none. */
  single: field(0, 32),
  firstLimit: field(32, 32),
  firstFrom: field(64, 40),
  secondLimit: field(104, 32),
  secondFrom: field(136, 40),
  thirdLimit: field(176, 32),
  thirdFrom: field(208, 40),
  /** 1: in the spot month, physical and cash settlement count apart. */
  apart: field(248, 8),
} as const;

/** Who aggregates an investor's positions. Four numbers of 48 bits, ascending from the low end; 0: none. */
export const CLOSURE_WORD = {
  aggregators: field(0, 192),
  epoch: field(192, 16),
  /** 1: positions of others are attributed to this person. */
  aggregates: field(208, 8),
  /** Date of the graph, unix seconds. */
  asOf: field(216, 40),
} as const;
export const AGGREGATOR_BITS = 48;

/** What applies to one person in one underlying. Contracts, unix seconds. */
export const STANDING_WORD = {
  exemptLong: field(0, 32),
  exemptShort: field(32, 32),
  longUntil: field(64, 40),
  shortUntil: field(104, 40),
  /** An order: no increase above it from then on. */
  cap: field(144, 32),
  capFrom: field(176, 40),
} as const;
