/** State bits of a record, as bit numbers. They act at once and need no evidence. */
export const STATES = {
  blocked: 0,
  restricted: 1,
  leveraged: 2,
  /** A token's own address, where units wait whose receiver has no wallet yet. */
  suspense: 3,
} as const;
export type State = keyof typeof STATES;

/** Role bits among a record's statuses, as bit numbers. The registry sets them on its own wallets. Bits 0..23 are evidence, named by the scheme. */
export const ROLES = { issuer: 24, venue: 25, custodian: 26, dealer: 27 } as const;
export type Role = keyof typeof ROLES;

/** Statuses that are roles, as a mask: bits 24..31. */
export const ROLE_STATUSES = 0xff00_0000;

/**
 * Bits of a rule word's `modes`. `otherLifts`: statuses of the other party in `otherBits` lift the rule instead of narrowing it. Of rules that
 * count: `perCountry` counts the party's country alone, `together` the countries of the rule's set as one group, `beneficial` the owners behind
 * intermediaries instead of them.
 */
export const MODES = { otherLifts: 0, perCountry: 1, beneficial: 2, together: 3 } as const;
export type Mode = keyof typeof MODES;

/** Bits of a token's flags. */
export const TOKEN_FLAGS = {
  paused: 0,
  walletStates: 1,
  importing: 2,
  /** Lots are kept. */
  metered: 3,
  /** Trading stands still. */
  halted: 4,
  /** The next program takes effect only once `settle` finds that what it counts is complete. */
  nextAwaits: 5,
  /** Some holder is an intermediary whose owners were stated. */
  lookedThrough: 6,
  /** The next program reads meters: they run for it before it takes effect. */
  nextMeters: 7,
} as const;
export type TokenFlag = keyof typeof TOKEN_FLAGS;

/** Bits of a program header's `needs`: what the engine must read before it can judge that not every movement reads anyway. */
export const NEEDS = {
  senderHolding: 0,
  receiverHolding: 1,
  supply: 2,
  /** Record of the spender. */
  spender: 3,
  /** Lots of the sender. */
  lots: 4,
  /** Days on which tranches were closed. */
  tranches: 5,
  /** Holders in the groups of `groupSets`. */
  groups: 6,
  /** Owners behind intermediaries. */
  owners: 7,
  /** Meters: one reading for each metered rule. */
  meters: 8,
  /** Answers of other contracts. */
  plugIns: 9,
  /** What a leverage registry says of a party with the state `leveraged`. */
  leverage: 10,
  /** A position book: it is told of every movement. */
  positions: 11,
} as const;
export type Need = keyof typeof NEEDS;

/** Which expiry of a record an `evidenceFresh` rule reads: the rule word's limit. */
export const EVIDENCES = { identity: 0, statuses: 1 } as const;
export type Evidence = keyof typeof EVIDENCES;

/** The mask of the named bits. */
export function maskOf<Name extends string>(
  bits: Readonly<Record<Name, number>>,
  names: readonly NoInfer<Name>[],
): number {
  return names.reduce((mask, name) => (mask | (1 << bits[name])) >>> 0, 0);
}
