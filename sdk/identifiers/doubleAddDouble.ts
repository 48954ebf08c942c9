/**
 * @internal
 * The value of a character in every standard here but the DTI: digits count as themselves, A is 10, Z is 35.
 */
export const valueOf = (character: string): number => Number.parseInt(character, 36);

/** Of 0 to 99. */
const digitSum = (value: number) => Math.floor(value / 10) + (value % 10);

type DoubleAddDoubleParameters = {
  /** From left to right, each 0 to 35. */
  readonly values: readonly number[];
  /** Whether the last value is the first of those that are doubled: every second one is, from right to left. */
  readonly doubleLast: boolean;
};

/**
 * @internal
 * The check digit by modulus 10, double-add-double: every second value is doubled, the decimal digits of all are added, and the check digit fills up
 * to the next multiple of 10.
 */
export function doubleAddDouble({ values, doubleLast }: DoubleAddDoubleParameters): string {
  const total = values
    .toReversed()
    .reduce((sum, value, i) => sum + digitSum((i % 2 === 0) === doubleLast ? value * 2 : value), 0);
  return String((10 - (total % 10)) % 10);
}
