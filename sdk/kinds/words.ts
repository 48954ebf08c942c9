/** A field of a 256-bit word. `offset` counts from the lowest bit. */
export type Field = { readonly offset: number; readonly bits: number };
export type Layout = Readonly<Record<string, Field>>;

const field = (offset: number, bits: number): Field => ({ offset, bits });

/** One rule of a program. */
export const RULE_WORD = {
  /** Rule kind, by id. */
  kind: field(0, 8),
  /** Movement kinds that the rule binds, as a mask. */
  movements: field(8, 8),
  /** The judged party. */
  side: field(16, 2),
  path: field(18, 4),
  /** Index into the program's provisions. */
  provision: field(22, 8),
  modes: field(30, 4),
  /** Lanes of the judged party that the rule binds, as a mask; 0: all. */
  lanes: field(34, 8),
  /** Countries of the judged party that the rule binds: bit 0 used, bit 1 outside, bits 2..6 index; 0: all. */
  countrySet: field(42, 7),
  /** Statuses of the judged party, any of which lifts the rule. */
  liftedBy: field(49, 32),
  /** Lanes of the other party within which the rule binds, as a mask; 0: all. */
  otherLanes: field(81, 8),
  /** Countries of the other party within which the rule binds, as countrySet. */
  otherCountrySet: field(89, 7),
  /** Roles of the other party, any of which the rule asks for, as statuses; 0: none asked. */
  otherBits: field(96, 32),
  /** Basis points of a share rule, months of a rule on lots, the span of a rolling window; else 0. */
  window: field(128, 16),
  /** What the kind says. */
  limit: field(144, 112),
} as const;

/** Of a rule that asks another contract: its address, in place of otherBits, window and limit. */
export const PLUG_IN_ADDRESS = field(96, 160);

/** The first word of a program. Bits 56..63 are 0. */
export const HEADER_WORD = {
  /** Words of the guards: their index, and three words for each of up to 15; 0: there are none, and the next three fields are 0. */
  guards: field(0, 8),
  /** Where the guards hold, rules from here to `restTo` are left, if somebody becomes or ceases to be a holder; by index. */
  restFrom: field(8, 16),
  /** If nobody does, from here. */
  booksFrom: field(24, 16),
  restTo: field(40, 16),
  /** Country sets within which holders are counted as one group, as a mask by index. */
  groupSets: field(64, 32),
  /** 1: whoever sells, a lot's clock runs on. */
  clockRunsOn: field(96, 8),
  /** Otherwise: statuses of the sender, any of which keeps the clock; 0: every sale starts it anew. */
  clockKeptBy: field(104, 32),
  /** Origin of a lot that the issuer sells, by the receiver's lane: 4 bits a lane, the lowest for lane 0. */
  origins: field(136, 32),
  provisions: field(168, 8),
  sets: field(176, 8),
  rules: field(184, 16),
  needs: field(200, 16),
  version: field(216, 8),
  magic: field(224, 32),
} as const;

/** The first word of a guard: what a party's record and the time must be. Statuses and states lie where a record has them. */
export const GUARD_WORD = {
  /** Sets in or outside of which the party must be, 8 bits each, lowest first: bit 0 used, bit 1 outside, bit 2 of its region, bits 3..7 index. */
  sets: field(0, 96),
  /** 1: identity evidence must be fresh. */
  identity: field(96, 1),
  /** 1: evidence of the statuses must be. */
  evidence: field(97, 1),
  /** 1: the registry must know the party. */
  known: field(98, 1),
  /** All of which it must have. */
  statuses: field(99, 32),
  /** None of which it may have. */
  states: field(131, 8),
  /** Unix seconds: from <= now < until. */
  from: field(139, 48),
  until: field(187, 48),
  /** 1: trading must not stand still. */
  running: field(235, 1),
} as const;

/** The second and third word of a guard, for the units of all the party's wallets after the movement, and for those that move. */
export const BOUNDS_WORD = {
  /** Token units, inclusive; none at all pass as well. */
  least: field(0, 112),
  most: field(112, 112),
} as const;

/** Bits of the guards' index that one kind of movement, one side of it and one of its lanes take; and where the spender's are. */
export const GUARD_INDEX_BITS = { movement: 64, side: 32, lane: 4, spender: 192 } as const;
/** Bits of a guard that one set takes. */
export const GUARD_SET_BITS = 8;
/** Words of one guard. */
export const GUARD_WORDS = 3;

/** An investor's facts, as each of his wallets carries them. Bits 204..255 are reserved. */
export const RECORD_WORD = {
  /** Number of the investor in the registry; 0: the wallet is unknown. */
  investor: field(0, 64),
  /** ISO 3166-1 numeric code of residence. */
  country: field(64, 10),
  region: field(74, 10),
  /** In which of eight lanes the investor is counted. */
  lane: field(84, 3),
  /** How many wallets the investor has: 1..8. */
  wallets: field(87, 4),
  /** How many tokens of the registry this wallet holds. */
  tokensHeld: field(91, 8),
  /** Evidence (bits 0..23) and roles (bits 24..31). */
  statuses: field(99, 32),
  states: field(131, 8),
  /** Unix seconds from which the investor's identity is stale. */
  kycUntil: field(139, 32),
  /** Unix seconds from which the evidence of the statuses is stale. */
  statusUntil: field(171, 32),
  /** 1: the wallet had a record, and has none now. */
  unbound: field(203, 1),
} as const;

/** What the engine knows of a token in one word. */
export const TOKEN_CONFIG_WORD = {
  program: field(0, 160),
  registry: field(160, 32),
  /** Unix seconds at which the next program takes effect; 0: none. */
  nextFrom: field(192, 48),
  flags: field(240, 16),
} as const;

/** Units of one investor that were acquired on one day from one origin. */
export const LOT_WORD = {
  units: field(0, 112),
  /** 0..6. */
  origin: field(112, 3),
  /** Days since 1970-01-01, UTC. */
  day: field(115, 16),
} as const;

/** What passed a meter on one day: half a word. */
export const FLOW_WORD = {
  /** Token units, or purchasers. */
  units: field(0, 112),
  /** Days since 1970-01-01, UTC. */
  day: field(112, 16),
} as const;

/** What is frozen and held in one wallet, in token units. */
export const WALLET_STATE_WORD = {
  frozen: field(0, 112),
  held: field(112, 112),
  /** 1: the whole wallet is frozen. */
  whole: field(224, 1),
} as const;

/** How far the import of a token that had holders has come, in token units. */
export const SEEDING_WORD = {
  /** Units whose wallets are in the books. */
  seeded: field(0, 112),
  /** Units in existence, as the token said last. */
  supply: field(112, 112),
} as const;

/** Holders of a token in one country, or in all of them, by lane. */
export const COUNTS_WORD = {
  lane0: field(0, 32),
  lane1: field(32, 32),
  lane2: field(64, 32),
  lane3: field(96, 32),
  lane4: field(128, 32),
  lane5: field(160, 32),
  lane6: field(192, 32),
  lane7: field(224, 32),
} as const;

export const LANES = 8;
/** Bits of a Counts word that one lane takes. */
export const COUNT_BITS = 32;
/** Days of which a meter keeps what one investor moved. */
export const MOST_FLOWS = 8;
/** Lots that one investor has of one token. */
export const MOST_LOTS = 8;
/** Origins of lots: fewer than lots, so that of one lot too many two have the same origin. */
export const ORIGINS = 7;
/** Bits of the header's `origins` that one lane takes, and of the tranches word that one origin takes. */
export const ORIGIN_BITS = 4;
export const TRANCHE_BITS = 32;
/** Investors whose two bits share one Holders word. */
export const HOLDERS_PER_WORD = 128;
