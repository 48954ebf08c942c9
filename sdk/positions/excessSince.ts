import { type Address, decodeEventLog, encodeEventTopics } from "viem";
import { positionBookAbi } from "../abis/index.js";
import { getLogs, pin, type ReadAt, type Reader } from "../reader/index.js";
import type { BucketView } from "./positionViews.js";
import { readBook } from "./readBook.js";
import type { ProductView } from "./readProduct.js";
import type { UnderlyingTerms } from "./terms.js";

/** A product as a person has it, with what its ratio was before each change. */
type Held = {
  readonly product: ProductView;
  /** Own and attributed. */
  readonly lots: bigint;
};
type RatioChange = { readonly token: Address; readonly oldRatio: bigint; readonly blockNumber: bigint };
export type RatioChanges = {
  readonly held: readonly Held[];
  /** The last is first, with the time of its block, unix seconds. */
  readonly changes: readonly (RatioChange & { readonly time: bigint })[];
};

/**
 * @internal
 * What a person has of each product of an underlying, and every change of their ratios.
 */
export async function ratioChanges(
  reader: Reader,
  {
    book,
    investor,
    products,
    fromBlock,
  }: {
    readonly book: Address;
    readonly investor: bigint;
    readonly products: readonly ProductView[];
    readonly fromBlock?: bigint | undefined;
  },
  on: ReadAt,
): Promise<RatioChanges> {
  const held = await Promise.all(
    products.map(async (product): Promise<Held> => {
      const args = [product.token, investor] as const;
      const [own, attributed] = await readBook(reader, { ...on, book, functionName: "lotsOf", args });
      return { product, lots: own + attributed };
    }),
  );
  const topics = encodeEventTopics({ abi: positionBookAbi, eventName: "RatioSet" });
  const logs = await getLogs(reader, { address: book, topics: topics as never, fromBlock, at: on.at });
  const tokens = new Set(products.map(({ token }) => token.toLowerCase()));
  const told = logs.map(({ topics: its, data, blockNumber }): RatioChange => {
    const { args } = decodeEventLog({ abi: positionBookAbi, eventName: "RatioSet", topics: its as never, data });
    return { token: args.token, oldRatio: BigInt(args.oldRatio), blockNumber };
  });
  const mine = told.filter(({ token }) => tokens.has(token.toLowerCase())).reverse();
  const times = new Map<bigint, bigint>();
  for (const { blockNumber } of mine)
    if (!times.has(blockNumber)) times.set(blockNumber, (await pin(reader, { block: blockNumber })).time);
  return { held, changes: mine.map((one) => ({ ...one, time: times.get(one.blockNumber) ?? 0n })) };
}

/** A side that is above its limit. */
export type Excess = Pick<BucketView, "bucket" | "month" | "settlement"> & {
  readonly side: "long" | "short";
  readonly terms: Pick<UnderlyingTerms, "sameSide" | "countsSpot">;
  readonly limit: bigint | null;
};

/**
 * @internal
 * Since when a side is above its limit for nothing but a change of ratios: the time of the change without which, and without those after it, what is
 * held would be within. Null: without any of them it would be above all the same. Pure.
 */
export function excessSince(excess: Excess, { held, changes }: RatioChanges): bigint | null {
  const ratios = new Map(held.map(({ product: { token, ratio } }) => [token.toLowerCase(), ratio]));
  for (const { token, oldRatio, time } of changes) {
    ratios.set(token.toLowerCase(), oldRatio);
    if (measuredWith(excess, held, ratios) <= (excess.limit ?? 0n)) return time;
  }
  return null;
}

function measuredWith(
  { bucket, month, settlement, side, terms }: Excess,
  held: readonly Held[],
  ratios: ReadonlyMap<string, bigint>,
): bigint {
  const sum = (of: "long" | "short"): bigint =>
    held.reduce((total, { product, lots }) => {
      const counts = !product.closed && (!product.spot || terms.countsSpot) && product.side === of;
      const isHere =
        (bucket === "allMonths" || product.month === month) &&
        (settlement === null || product.settlement === settlement);
      return counts && isHere ? total + lots * (ratios.get(product.token.toLowerCase()) ?? 0n) : total;
    }, 0n);
  const net = sum(side) - (terms.sameSide ? 0n : sum(side === "long" ? "short" : "long"));
  return net > 0n ? net : 0n;
}
