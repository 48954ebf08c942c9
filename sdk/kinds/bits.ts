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

/** Bits of a rule word's `modes`. Only perCountry may be set in programs of this version. */
export const MODES = { otherLifts: 0, perCountry: 1, beneficial: 2 } as const;
export type Mode = keyof typeof MODES;

/** Bits of a token's flags. */
export const TOKEN_FLAGS = { paused: 0, walletStates: 1, importing: 2, metered: 3, halted: 4 } as const;
export type TokenFlag = keyof typeof TOKEN_FLAGS;

/** Bits of a program header's `needs`: what the engine must ask a token for before it can judge. */
export const NEEDS = { senderHolding: 0, receiverHolding: 1, supply: 2 } as const;
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
