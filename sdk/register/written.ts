import { COUNT_BITS, LANES, RECORD_WORD } from "../kinds/index.js";
import { readLot } from "../program/index.js";
import { countryOf, type Scheme } from "../rulebook/index.js";

// How a register writes what records hold as numbers: by the scheme's names, and by numbers where it has none.

/** A code; null: nobody said. */
export const writtenCountry = (country: number): string | number | null =>
  country === 0 ? null : (countryOf(country)?.alpha2 ?? country);

/** A name; null: none. */
export const writtenRegion = (region: number, scheme: Scheme | null): string | number | null =>
  region === 0 ? null : (scheme?.regions?.find(({ number }) => number === region)?.name ?? region);

/** Names, and numbers of bits that have none. */
export function writtenMask(
  mask: number,
  kind: "statuses" | "states",
  scheme: Scheme | null,
): readonly (string | number)[] {
  const names = scheme === null ? [] : kind === "statuses" ? [...scheme.evidence, ...scheme.roles] : scheme.states;
  return Array.from({ length: RECORD_WORD[kind].bits }, (_, bit) => bit)
    .filter((bit) => ((mask >>> bit) & 1) === 1)
    .map((bit) => names.find((one) => one.bit === bit)?.name ?? bit);
}

/** A day in UTC where it begins then, otherwise the second. @param seconds Unix seconds. */
export const writtenTime = (seconds: bigint): string | number =>
  seconds > 0n && seconds % 86_400n === 0n ? day(seconds / 86_400n) : Number(seconds);

export function writtenLots(
  lots: readonly bigint[],
): readonly { readonly day: string; readonly origin: number; readonly units: bigint }[] {
  return lots.map(readLot).map(({ day: number, origin, units }) => ({ day: day(BigInt(number)), origin, units }));
}

/** Of a Counts word, by lane. */
export const writtenCounts = (word: bigint): readonly number[] =>
  Array.from({ length: LANES }, (_, lane) => Number(BigInt.asUintN(COUNT_BITS, word >> BigInt(lane * COUNT_BITS))));

/** @param number Days since 1970-01-01. */
const day = (number: bigint): string => new Date(Number(number) * 86_400_000).toISOString().slice(0, 10);
