import { LOT_WORD, packWord, readField } from "../../kinds/index.js";

/** Units of one investor that were acquired on one day from one origin. */
export type Lot = {
  /** Days since 1970-01-01, UTC. */
  readonly day: number;
  /** Under which exemption the issuer sold them, 0 to 6; 0: it was not said. */
  readonly origin: number;
  /** Token units. */
  readonly units: bigint;
};

export const readLot = (word: bigint): Lot => ({
  day: Number(readField(word, LOT_WORD.day)),
  origin: Number(readField(word, LOT_WORD.origin)),
  units: readField(word, LOT_WORD.units),
});

export const packLot = ({ day, origin, units }: Lot): bigint =>
  packWord(LOT_WORD, { day: BigInt(day), origin: BigInt(origin), units });

/** Lots ascend by day, then origin. */
export const isSameLot = (one: Lot, other: Lot): boolean => one.day === other.day && one.origin === other.origin;
export const compareLots = (one: Lot, other: Lot): number => one.day - other.day || one.origin - other.origin;
