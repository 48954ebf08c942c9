import { type Address, maxUint256 } from "viem";
import { ParameterInvalidError } from "../errors/index.js";
import { POSITIONS, type PositionBucket } from "../kinds/index.js";
import { type At, pin, type PinErrorType, type ReadAt, type Reader } from "../reader/index.js";
import type { Pinned } from "../verdict/index.js";
import { excessSince, type Excess, ratioChanges } from "./excessSince.js";
import { timeField } from "./fields.js";
import { graceOf, gracePeriod, type GraceRule } from "./graceOf.js";
import { monthNumber } from "./months.js";
import type { BucketView, ClosureView, SideView, StandingView } from "./positionViews.js";
import { investorAt, placeOf, readBook, type ReadBookErrorType } from "./readBook.js";
import { closureAt, standingAt } from "./readStanding.js";
import { monthLimitsAt, underlyingAt } from "./readUnderlying.js";
import type { MonthLimits, UnderlyingTerms } from "./terms.js";

export type ReadPositionParameters = At & {
  /** The position book. */
  readonly book: Address;
  /** Number of the underlying. */
  readonly underlying: number;
  /** As "2026-12"; left out: only all months together. */
  readonly month?: string | undefined;
  /** By which limits, unix seconds; left out: by those of the block. The position is the block's. */
  readonly asOf?: bigint | undefined;
  /** Left out: nobody is told until when an excess may be liquidated. */
  readonly grace?: GraceRule | undefined;
  /** The block in which the book was deployed: earlier ones are not searched for changes of ratios. Default: 0. */
  readonly fromBlock?: bigint | undefined;
} & (
    | {
        /** Number of the investor in the engine's registry. */
        readonly investor: bigint;
      }
    | {
        /** Any wallet of the investor. */
        readonly wallet: Address;
      }
  );
export type ReadPositionReturnType = {
  readonly investor: bigint;
  /** What the underlying is called. */
  readonly name: string;
  /** The spot month, where it has steps, the single month, and all months. */
  readonly buckets: readonly BucketView[];
  /** Whether some side is above its limit. */
  readonly isInExcess: boolean;
  readonly standing: StandingView;
  readonly closure: ClosureView;
  readonly at: Pinned;
};
export type ReadPositionErrorType = ParameterInvalidError | PinErrorType | ReadBookErrorType;

/**
 * Reads a person's position in an underlying: own and attributed, as each limit measures it, the limits in force at that second, exemptions, an order,
 * and what is in excess. Sends nothing. What was attributed is as of when each person last moved or was synced: see `unsynced`.
 *
 * Reads the book's `positionOf`, `standingOf`, `closureOf`, what `readUnderlying` reads, of a wallet the engine's `record`; for a grace the book's
 * `RatioSet` events and `lotsOf`, on one block.
 *
 * @throws {PositionQuestionError} when the book has no such underlying, or its registry no such wallet.
 * @throws {ParameterInvalidError} when the month or time is none, or the provision gives no grace.
 * @throws {DeploymentMissingError} when there is no contract at the book's address.
 * @throws {ContractInvalidError} when there is another contract.
 * @throws {BlockUnknownError} when there is no such block, or it was reorganised away meanwhile.
 * @throws {WrongChainError} when the node serves another chain than `chainId`.
 * @throws {ReaderError} when the node answers with an error.
 * @throws {ChainUnreachableError} when nobody answers.
 * @example
 * const { buckets } = await readPosition(client, { book, underlying: 1, month: "2026-12", wallet });
 * for (const { bucket, long } of buckets) console.log(bucket, long.measured, long.limit, long.excess);
 */
export async function readPosition(
  reader: Reader,
  parameters: ReadPositionParameters,
): Promise<ReadPositionReturnType> {
  const { book, underlying, month: asked, override, grace } = parameters;
  const month = monthNumber(asked ?? null);
  if (grace !== undefined) gracePeriod(grace.provision);
  const at = await pin(reader, parameters);
  const on: ReadAt = { at, override };
  const { asOf: time = at.time } = parameters;
  timeField("asOf", time);
  const investor = await investorOf(reader, parameters, on);
  const place = { book, underlying, investor };
  const [{ name, terms, products }, limits, position, standing, closure] = await Promise.all([
    underlyingAt(reader, { book, underlying }, on),
    month === 0 ? null : monthLimitsAt(reader, { book, underlying, month }, on),
    readBook(reader, {
      ...{ ...on, book },
      ...({ functionName: "positionOf", args: [underlying, month, investor, time] } as const),
    }),
    standingAt(reader, { ...place, time }, on),
    closureAt(reader, place, on),
  ]);
  const context: Context = { terms, limits, standing };
  const bucket = (of: PositionBucket, settlement: BucketView["settlement"], raw: RawBucket): BucketView => ({
    ...{ bucket: of, settlement, month: of === "allMonths" ? null : (asked ?? null) },
    ...{ long: sideOf(of, "long", raw, context), short: sideOf(of, "short", raw, context) },
  });
  const { physical, cash, singleMonth, allMonths } = position;
  const buckets = [
    ...(limits === null || limits.steps.length === 0
      ? []
      : limits.apart
        ? [bucket("spotMonth", "physical", physical), bucket("spotMonth", "cash", cash)]
        : [bucket("spotMonth", null, physical)]),
    ...(limits === null ? [] : [bucket("singleMonth", null, singleMonth)]),
    bucket("allMonths", null, allMonths),
  ];
  const isInExcess = buckets.some(({ long, short }) => long.excess > 0n || short.excess > 0n);
  const found = { investor, name, isInExcess, standing, closure, at };
  if (grace === undefined || !isInExcess) return { ...found, buckets };
  const changes = await ratioChanges(reader, { ...parameters, investor, products }, on);
  const graced = (of: BucketView, side: "long" | "short"): SideView => {
    const excess: Excess = { ...of, side, terms, limit: of[side].limit };
    const since = of[side].excess === 0n ? null : excessSince(excess, changes);
    return { ...of[side], graceUntil: since === null ? null : graceOf(grace, since) };
  };
  return { ...found, buckets: buckets.map((of) => ({ ...of, long: graced(of, "long"), short: graced(of, "short") })) };
}

async function investorOf(reader: Reader, parameters: ReadPositionParameters, on: ReadAt): Promise<bigint> {
  if ("wallet" in parameters) {
    const place = await placeOf(reader, parameters.book, on);
    return (await investorAt(reader, place, parameters.wallet, on)).investor;
  }
  const { investor } = parameters;
  if (typeof investor === "bigint" && investor >= 1n && investor < 2n ** 64n) return investor;
  const wanted = "an investor's number as a bigint, from 1";
  throw new ParameterInvalidError({ parameter: "investor", value: String(investor), wanted });
}

type RawBucket = {
  readonly ownLong: bigint;
  readonly ownShort: bigint;
  readonly attributedLong: bigint;
  readonly attributedShort: bigint;
  readonly long: bigint;
  readonly short: bigint;
  readonly longLimit: bigint;
  readonly shortLimit: bigint;
};
type Context = {
  readonly terms: UnderlyingTerms;
  readonly limits: MonthLimits | null;
  readonly standing: StandingView;
};

const CONTRACT = BigInt(POSITIONS.contract);

function sideOf(bucket: PositionBucket, side: "long" | "short", raw: RawBucket, context: Context): SideView {
  const { terms, limits, standing } = context;
  const isLong = side === "long";
  const [measured, found] = isLong ? [raw.long, raw.longLimit] : [raw.short, raw.shortLimit];
  const limit = found === maxUint256 ? null : found;
  const cap = standing.order?.inForce === true ? standing.order.cap * CONTRACT : null;
  const exemption = standing[side];
  const exempted = exemption?.fresh === true && limit !== null ? exemption.contracts * CONTRACT : 0n;
  // The book's own limit without the order would be higher: with an exemption of so much it is the order that binds.
  const whole = wholeOf(bucket, context, exempted);
  const ordered = bucket === "allMonths" && cap !== null && (whole === null || cap < whole);
  const spot = limits !== null && bucket === "spotMonth";
  const source = bucket === "allMonths" || limits === null ? terms : limits;
  const by = spot ? { binding: limits.spotBinding, provision: limits.spotProvision } : source;
  return {
    own: isLong ? raw.ownLong : raw.ownShort,
    attributed: isLong ? raw.attributedLong : raw.attributedShort,
    ...{ measured, limit, excess: limit !== null && measured > limit ? measured - limit : 0n },
    ...{ exempted: ordered ? 0n : exempted, ordered },
    binding: ordered ? "policy" : by.binding,
    provision: ordered ? (standing.order?.instrument ?? by.provision) : by.provision,
    graceUntil: null,
  };
}

/** The limit of all months with an exemption, before an order. */
function wholeOf(bucket: PositionBucket, { terms }: Context, exempted: bigint): bigint | null {
  return bucket !== "allMonths" || terms.allMonths === null ? null : terms.allMonths * CONTRACT + exempted;
}
