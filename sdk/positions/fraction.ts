/** @internal An exact number of 0 or more. `over` is above 0, and the two have no common divisor. */
export type Fraction = { readonly of: bigint; readonly over: bigint };

const divisor = (one: bigint, other: bigint): bigint => {
  let [a, b] = [one < 0n ? -one : one, other];
  while (b > 0n) [a, b] = [b, a % b];
  return a;
};

/** @internal */
export function fraction(of: bigint, over: bigint): Fraction {
  const by = divisor(of, over);
  return by === 1n ? { of, over } : { of: of / by, over: over / by };
}

/** @internal */
export const NOTHING: Fraction = { of: 0n, over: 1n };
/** @internal */
export const WHOLE: Fraction = { of: 1n, over: 1n };

/** @internal */
export const plus = (a: Fraction, b: Fraction): Fraction =>
  a.of === 0n ? b : b.of === 0n ? a : fraction(a.of * b.over + b.of * a.over, a.over * b.over);
/** @internal */
export const less = (a: Fraction, b: Fraction): Fraction => fraction(a.of * b.over - b.of * a.over, a.over * b.over);
/** @internal */
export const times = (a: Fraction, b: Fraction): Fraction => fraction(a.of * b.of, a.over * b.over);
/** @internal @param b Above 0. */
export const through = (a: Fraction, b: Fraction): Fraction => fraction(a.of * b.over, a.over * b.of);
/** @internal Below, at or above 0: `a` is smaller, equal, larger. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const [one, other] = [a.of * b.over, b.of * a.over];
  return one < other ? -1 : one > other ? 1 : 0;
}

const HUNDRED = 100n;
const TEN = 10n;

/** @internal A percentage in decimal digits. */
export function percentFraction(percent: string): Fraction {
  const [whole = "", decimals = ""] = percent.split(".");
  return fraction(BigInt(whole + decimals), HUNDRED * TEN ** BigInt(decimals.length));
}

const DECIMALS = 12;

/** @internal In percent, cut after twelve decimals. */
export function percentText({ of, over }: Fraction): string {
  const digits = String((of * HUNDRED * TEN ** BigInt(DECIMALS)) / over).padStart(DECIMALS + 1, "0");
  const decimals = digits.slice(-DECIMALS).replace(/0+$/, "");
  return digits.slice(0, -DECIMALS) + (decimals === "" ? "" : `.${decimals}`);
}
