import type { Room } from "./rules/judge.js";

/**
 * Which amounts pass, as far as it is known: from `least` to `most`, and `whole`, if it is no negative number: all that is in the sender's wallet. Nothing
 * is known of others.
 */
export type Amounts = Room & { readonly whole: bigint };

/** Up to here every amount is a number of its own. */
const EXACT = 1n << 53n;

// One amount at a time lies here, so that it is read as a number: many times faster than `Number`.
const word = new DataView(new ArrayBuffer(8));

/** The number next to an amount; the amount itself, if that is below 2^53. A larger amount never has a smaller number. */
export function numberOf(amount: bigint): number {
  if (amount >= EXACT || amount < 0n) return Number(amount);
  word.setBigUint64(0, amount, true);
  return word.getUint32(4, true) * 0x1_0000_0000 + word.getUint32(0, true);
}

/**
 * Three numbers for each of some amounts: what lies between the first and the second passes, and, if the third is above zero, the whole balance. All
 * are halves, so that they lie in memory as numbers, one beside the other.
 */
export type Bounds = readonly number[];

export const NOTHING_KNOWN: Bounds = [];

const NUMBERS = 3;

/** Where numbers do not tell amounts apart, less is known. */
export const boundsOf = (list: readonly Amounts[]): Bounds =>
  list.flatMap(({ least, most, whole }) => [
    numberAbove(least) - 0.5,
    numberBelow(most) + 0.5,
    whole < 0n ? -0.5 : 0.5,
  ]);

/** Beyond 2^53 one that no smaller, or no larger, amount has. */
const STEP = 2 ** -52;
const numberAbove = (amount: bigint): number => (amount < EXACT ? Number(amount) : Number(amount) * (1 + STEP));
const numberBelow = (amount: bigint): number => (amount < EXACT ? Number(amount) : Number(amount) * (1 - STEP));

/**
 * Whether an amount is known to pass by the bounds of one place.
 *
 * @param units Its number.
 * @param isWhole It is the whole balance of the sender's wallet.
 */
export function has(bounds: Bounds, place: number, units: number, isWhole: boolean): boolean {
  const at = place * NUMBERS;
  const isBetween = units > (bounds[at] as number) && units < (bounds[at + 1] as number);
  return isBetween || (isWhole && hasWhole(bounds, place));
}

/** Whether the whole balance of the sender's wallet is known to pass. */
export const hasWhole = (bounds: Bounds, place: number): boolean => (bounds[place * NUMBERS + 2] as number) > 0;
