import { type Address } from "viem";
import { POSITION_BUCKETS, type PositionBucket } from "../kinds/index.js";
import type { ReadAt, Reader } from "../reader/index.js";
import type { PositionFinding, PositionMove } from "./positionFacts.js";
import { readBook } from "./readBook.js";
import { bindingOf } from "./readUnderlying.js";

const BUCKETS = Object.keys(POSITION_BUCKETS) as readonly PositionBucket[];

/**
 * @internal
 * Everything that stands against a movement, by the book itself.
 */
export async function askMove(
  reader: Reader,
  { book, move }: { readonly book: Address; readonly move: PositionMove },
  on: ReadAt,
): Promise<readonly PositionFinding[]> {
  const list = await readBook(reader, { ...on, book, functionName: "explainMove", args: [move] });
  return list.map(({ bucket, short, binding, ...finding }) => ({
    ...finding,
    // A book has no others.
    bucket: BUCKETS.find((name) => POSITION_BUCKETS[name] === bucket) ?? "allMonths",
    ...{ side: short ? "short" : "long", binding: bindingOf(binding) },
  }));
}
