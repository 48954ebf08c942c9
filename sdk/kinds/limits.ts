/** Rule number of a built-in reason. */
export const BUILT_IN_RULE = 0xffff;

/** Amounts, holdings and supply never exceed this, in token units. */
export const MOST_UNITS = (1n << 112n) - 1n;

/** Tokens of a registry that one wallet can hold. */
export const MOST_TOKENS_HELD = 255;

/** Shape of a program's bytes. */
export const PROGRAM = {
  /** "WBP1" */
  magic: 0x5742_5031,
  version: 1,
  /** Bytes of the header, of a rule, of a provision's hash and of the rulebook's hash. */
  wordBytes: 32,
  /** Bytes of a country set: 1,024 bits. */
  setBytes: 128,
  mostSets: 32,
  /** As many as an index entry of four bits can tell apart. */
  mostGuards: 15,
  mostRules: 256,
  mostProvisions: 128,
  mostBytes: 24_575,
} as const;

/** Countries that a set can name: ISO 3166-1 numeric codes 0..1023. */
export const SET_COUNTRIES = 1024;

/** Months that a rule on lots can name: fifty years. */
export const MOST_MONTHS = 600;

/**
 * Spans of rolling windows: up to 731 days, counted back from today, today included; with this bit set, up to 24 civil months.
 */
export const SPAN_MONTHS = 0x8000;
export const MOST_SPAN_DAYS = 731;
export const MOST_SPAN_MONTHS = 24;
export const MOST_SPAN = SPAN_MONTHS + MOST_SPAN_MONTHS;

/** Of a share of a group: set beside the basis points, the share itself is refused, too. */
export const STRICTLY = 0x8000;

/** Rules of a program that read a meter, and that ask another contract. */
export const MOST_METERED = 16;
export const MOST_PLUG_INS = 2;
/** Rules of a program that move a position book. */
export const MOST_POSITIONS = 1;

/** Of a product's embedded leverage, in hundredths: 655.35 times. */
export const MOST_EMBEDDED = 0xffff;
/** Of a leverage, in basis points: as much as a product may have. */
export const MOST_LEVERAGE = BigInt(MOST_EMBEDDED) * 100n;

export const MOST_ADDRESS = (1n << 160n) - 1n;

/** The last second that a time of 48 bits can name: "never". */
export const NEVER = (1n << 48n) - 1n;

/** What a share of 100 % is, in basis points. */
export const BASIS_POINTS = 10_000n;
