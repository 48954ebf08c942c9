import { ParameterInvalidError } from "../errors/index.js";
import { POSITIONS } from "../kinds/index.js";

export type LotOfParameters = {
  /** Contracts that one token counts as: a decimal, "0.01", or a fraction, "1/5000". Of an option: with its delta. */
  readonly contracts: string;
  /** Of the token: 1 token is 10 ** decimals units. */
  readonly decimals: number;
  /** Token units of one lot; left out: chosen so that a lot counts exactly, and as about a hundredth of a contract, if that can be. */
  readonly lot?: bigint | undefined;
};
export type LotOfReturnType = {
  /** Token units of one lot. A part of one counts as a whole. */
  readonly lot: bigint;
  /** Millionths of a contract for one lot, rounded up. */
  readonly ratio: number;
  /** Whether nothing was rounded. */
  readonly exact: boolean;
};
export type LotOfErrorType = ParameterInvalidError;

const CONTRACT = BigInt(POSITIONS.contract);
/** Millionths: fine enough for a delta, and what a part of a lot is overstated by at most. */
const FINE = CONTRACT / 100n;
const MOST_RATIO = 2n ** 32n - 1n;
const MOST_LOT = 2n ** 112n - 1n;
const MOST_DECIMALS = 77;

/**
 * Says how a token is counted by a position book: how many units make a lot, and what a lot counts as, in millionths of a contract. Rounded up: no
 * rounding makes a position look smaller. Pure.
 *
 * @throws {ParameterInvalidError} when `contracts` is no positive number, or what it comes to does not fit a book.
 * @example
 * lotOf({ contracts: "0.01", decimals: 18 }); // { lot: 10n ** 18n, ratio: 10_000, exact: true }
 */
export function lotOf({ contracts, decimals, lot: given }: LotOfParameters): LotOfReturnType {
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > MOST_DECIMALS)
    throw invalid("decimals", decimals, `a whole number from 0 to ${MOST_DECIMALS}`);
  if (given !== undefined && (typeof given !== "bigint" || given < 1n || given > MOST_LOT))
    throw invalid("lot", given, "token units as a bigint, from 1, below 2 ** 112");
  const [above, below] = fractionOf(contracts);
  // Millionths of a contract for one unit, in lowest terms.
  const [n, m] = lowest(above * CONTRACT, below * 10n ** BigInt(decimals));
  const lot = given ?? lotFor(n, m);
  const [ratio, exact] = [(lot * n + m - 1n) / m, (lot * n) % m === 0n];
  if (ratio > MOST_RATIO)
    throw invalid("contracts", contracts, `so small that a lot of ${lot} units counts at most 4,294 contracts`);
  if (lot > MOST_LOT) throw invalid("contracts", contracts, "so large that a lot of less than 2 ** 112 units counts");
  return { lot, ratio: Number(ratio), exact };
}

/** As many units as count exactly, if that is no more than a contract; else about a contract's. */
function lotFor(n: bigint, m: bigint): bigint {
  if (n <= FINE && m <= MOST_LOT) return m * least(FINE / n, MOST_LOT / m);
  if (n <= CONTRACT) return m;
  const lot = (CONTRACT * m) / n;
  return lot === 0n ? 1n : lot;
}

const least = (one: bigint, other: bigint): bigint => (one < other ? one : other);

function fractionOf(text: string): readonly [bigint, bigint] {
  const [, whole, decimals = "", below = "1"] = /^(\d{1,30})(?:\.(\d{1,30}))?(?:\/(\d{1,30}))?$/.exec(text) ?? [];
  const above = whole === undefined ? 0n : BigInt(whole + decimals);
  if (above > 0n && BigInt(below) > 0n) return [above, BigInt(below) * 10n ** BigInt(decimals.length)];
  throw invalid("contracts", text, 'a positive decimal, "0.01", or fraction, "1/5000"');
}

function lowest(above: bigint, below: bigint): readonly [bigint, bigint] {
  let [one, other] = [above, below];
  while (other > 0n) [one, other] = [other, one % other];
  return [above / one, below / one];
}

const invalid = (parameter: string, value: unknown, wanted: string) =>
  new ParameterInvalidError({ parameter, value: String(value), wanted });
