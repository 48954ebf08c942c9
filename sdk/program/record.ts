import { type Field, LANES, RECORD_WORD } from "../kinds/index.js";

/** An investor's facts, from the record of one wallet. */
export type InvestorRecord = {
  /** 0: the wallet is unknown. */
  readonly investor: bigint;
  /** ISO 3166-1 numeric code. */
  readonly country: number;
  /** As the registry's scheme numbers them; 0: none. */
  readonly region: number;
  readonly lane: number;
  /** Tokens of the registry that this wallet holds. */
  readonly tokensHeld: number;
  /** Mask. */
  readonly statuses: number;
  /** Mask. */
  readonly states: number;
  /** Unix seconds from which they are stale. */
  readonly kycUntil: number;
  readonly statusUntil: number;
};

/** What stands where a movement has no such party. */
export const NOBODY: InvestorRecord = {
  investor: 0n,
  country: 0,
  region: 0,
  lane: 0,
  tokensHeld: 0,
  statuses: 0,
  states: 0,
  kycUntil: 0,
  statusUntil: 0,
};

/** Who lacks nothing: stands for the spender where everybody moves its own units, so that no rule on spenders refuses. */
export const EVERYTHING: InvestorRecord = { ...NOBODY, investor: (1n << 64n) - 1n, statuses: 0xffff_ffff };

// One word at a time lies here, low bytes first, so that its fields are read as numbers: many times faster than bigint arithmetic.
const word = new DataView(new ArrayBuffer(40));

function load(value: bigint): void {
  word.setBigUint64(0, value, true);
  word.setBigUint64(8, value >> 64n, true);
  word.setBigUint64(16, value >> 128n, true);
  word.setBigUint64(24, value >> 192n, true);
}

/** A field of at most 32 bits. */
function read({ offset, bits }: Field): number {
  const byte = offset >>> 3;
  const shift = offset & 7;
  const low = word.getUint32(byte, true) >>> shift;
  const value = shift + bits > 32 ? low | (word.getUint8(byte + 4) << (32 - shift)) : low;
  return bits === 32 ? value >>> 0 : value & ((1 << bits) - 1);
}

/** The fields of a Record word that decide and count. */
export function decodeRecord(value: bigint): InvestorRecord {
  load(value);
  return {
    investor: word.getBigUint64(0, true),
    country: read(RECORD_WORD.country),
    region: read(RECORD_WORD.region),
    lane: read(RECORD_WORD.lane),
    tokensHeld: read(RECORD_WORD.tokensHeld),
    statuses: read(RECORD_WORD.statuses),
    states: read(RECORD_WORD.states),
    kycUntil: read(RECORD_WORD.kycUntil),
    statusUntil: read(RECORD_WORD.statusUntil),
  };
}

/** Holders in the lanes of the mask, of a Counts word; 0: all lanes. */
export function countIn(lanes: number, counts: bigint): number {
  load(counts);
  let count = 0;
  for (let lane = 0; lane < LANES; lane++) {
    if (lanes === 0 || (lanes >> lane) & 1) count += word.getUint32(lane * 4, true);
  }
  return count;
}
