import { type Address } from "viem";
import { type ParameterInvalidError } from "../errors/index.js";
import { MOST_UNITS, POSITIONS } from "../kinds/index.js";
import { type At, pin, type PinErrorType, type ReadAt, type Reader } from "../reader/index.js";
import type { Pinned } from "../verdict/index.js";
import { askMove } from "./askMove.js";
import { timeField } from "./fields.js";
import { monthNumber } from "./months.js";
import type { PositionFinding, PositionMove } from "./positionFacts.js";
import { holdingOf, investorAt, placeOf, readBook, type ReadBookErrorType } from "./readBook.js";
import { productAt, type ProductView } from "./readProduct.js";

export type PositionHeadroomParameters = At & {
  /** The position book. */
  readonly book: Address;
  /** The product. */
  readonly token: Address;
  /** Any wallet of the person. */
  readonly wallet: Address;
  /** By which limits, unix seconds; left out: by those of the block. The position is the block's. */
  readonly asOf?: bigint | undefined;
};
export type PositionHeadroomReturnType = {
  readonly investor: bigint;
  readonly product: ProductView;
  /** Units that the person has in all its wallets. */
  readonly holding: bigint;
  /** Units of the product that it may take in: so much passes, and a unit more does not. */
  readonly most: bigint;
  /** What a unit more is refused by, in order, as the book says it; none: only a holding has no room for more. */
  readonly binding: readonly PositionFinding[];
  /** Units that it must give to be within every limit that the product counts in; 0: it is. */
  readonly give: bigint;
  /** False: by this product alone it cannot, since most of the excess is in others, or is attributed. Then `give` is all that it has. */
  readonly enough: boolean;
  readonly at: Pinned;
};
export type PositionHeadroomErrorType = ParameterInvalidError | PinErrorType | ReadBookErrorType;

/**
 * Says how many more units of a product a person may take in, whoever gives them, and which limit binds at a unit more; or how many it must give to be
 * within. Asks the book at the edge. Sends nothing. Other rules of the token are not asked: see `headroom`.
 *
 * Reads the book's `engine`, `registry`, `productOf`, `room`, `explainMove`, `positionOf` and `lotsOf`, the engine's `record` and `walletsOf`, and the
 * token's `balanceOf`, on one block.
 *
 * @throws {PositionQuestionError} when the book does not know the token, or its registry the wallet.
 * @throws {ParameterInvalidError} when the time is none.
 * @throws {DeploymentMissingError} when there is no contract at the book's address.
 * @throws {ContractInvalidError} when there is another contract.
 * @throws {BlockUnknownError} when there is no such block, or it was reorganised away meanwhile.
 * @throws {WrongChainError} when the node serves another chain than `chainId`.
 * @throws {ReaderError} when the node answers with an error.
 * @throws {ChainUnreachableError} when nobody answers.
 * @example
 * const { most, binding, give } = await positionHeadroom(client, { book, token, wallet });
 * console.log(most, binding[0]?.bucket, binding[0]?.limit, give);
 */
export async function positionHeadroom(
  reader: Reader,
  parameters: PositionHeadroomParameters,
): Promise<PositionHeadroomReturnType> {
  const { book, token, wallet, override } = parameters;
  const at = await pin(reader, parameters);
  const on: ReadAt = { at, override };
  const { asOf: time = at.time } = parameters;
  timeField("asOf", time);
  const [place, product] = await Promise.all([placeOf(reader, book, on), productAt(reader, { book, token }, on)]);
  const { investor, counts } = await investorAt(reader, place, wallet, on);
  const holding = await holdingOf(reader, { ...place, token, wallet }, on);
  if (!counts)
    return { ...{ investor, product, holding, most: MOST_UNITS, binding: [] }, ...{ give: 0n, enough: true, at } };
  const move: PositionMove = {
    ...{ token, judged: true, sender: 0n, receiver: investor, senderHolding: 0n, receiverHolding: holding },
    ...{ amount: 0n, time },
  };
  const most = await readBook(reader, { ...on, book, functionName: "room", args: [move] });
  // Of what a book cannot count it has no opinion.
  const isFull = most >= MOST_UNITS || holding + most >= BigInt(POSITIONS.mostLots) * product.lot;
  const [binding, excess] = await Promise.all([
    isFull ? [] : askMove(reader, { book, move: { ...move, amount: most + 1n } }, on),
    excessLots(reader, { book, product, investor, holding, time }, on),
  ]);
  const { lots, over } = excess;
  const enough = over <= lots;
  const give = over === 0n ? 0n : enough ? holding - (lots - over) * product.lot : holding;
  return { investor, product, holding, most, binding, give, enough, at };
}

type Holding = {
  readonly book: Address;
  readonly product: ProductView;
  readonly investor: bigint;
  readonly holding: bigint;
  readonly time: bigint;
};

/** Lots of the product that the person has, and how many of them are too many in the bucket where it is most. */
async function excessLots(
  reader: Reader,
  { book, product, investor, holding, time }: Holding,
  on: ReadAt,
): Promise<{ readonly lots: bigint; readonly over: bigint }> {
  const { token, underlying, month, side, settlement, lot, ratio, closed, spot } = product;
  const lots = (holding + lot - 1n) / lot;
  const number = monthNumber(month);
  const ask = { ...on, book } as const;
  const [[counted], position, [, { sameSide, countsSpot }]] = await Promise.all([
    readBook(reader, { ...ask, functionName: "lotsOf", args: [token, investor] }),
    readBook(reader, { ...ask, functionName: "positionOf", args: [underlying, number, investor, time] }),
    readBook(reader, { ...ask, functionName: "underlyingOf", args: [underlying] }),
  ]);
  if (closed || ratio === 0n || (spot && !countsSpot)) return { lots, over: 0n };
  const { physical, cash, singleMonth, allMonths } = position;
  const buckets = number === 0 ? [allMonths] : [settlement === "cash" ? cash : physical, singleMonth, allMonths];
  // What no movement told of is counted when the person next moves: it is counted here.
  const drift = (lots - counted) * ratio;
  const over = buckets.map((bucket) => {
    const [long, short] = [bucket.ownLong + bucket.attributedLong, bucket.ownShort + bucket.attributedShort];
    const [its, other, limit] = side === "long" ? [long, short, bucket.longLimit] : [short, long, bucket.shortLimit];
    const measured = its + drift - (sameSide ? 0n : other);
    return measured > limit ? (measured - limit + ratio - 1n) / ratio : 0n;
  });
  return { lots, over: over.reduce((most, one) => (one > most ? one : most), 0n) };
}
