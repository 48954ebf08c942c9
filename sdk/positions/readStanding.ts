import { type Address, type Hex } from "viem";
import type { ReadAt, Reader } from "../reader/index.js";
import type { ClosureView, ExemptionView, StandingView } from "./positionViews.js";
import { readBook } from "./readBook.js";

type PersonPlace = { readonly book: Address; readonly underlying: number; readonly investor: bigint };

/**
 * @internal
 * Exemptions and order of a person, as they are at a time.
 */
export async function standingAt(
  reader: Reader,
  { book, underlying, investor, time }: PersonPlace & { readonly time: bigint },
  on: ReadAt,
): Promise<StandingView> {
  const args = [underlying, investor] as const;
  const found = await readBook(reader, { ...on, book, functionName: "standingOf", args });
  const exemption = (contracts: number, until: number, evidence: Hex): ExemptionView | null =>
    contracts === 0
      ? null
      : { contracts: BigInt(contracts), until: BigInt(until), evidence, fresh: time < BigInt(until) };
  const { cap, capFrom, instrument } = found;
  const from = BigInt(capFrom);
  return {
    long: exemption(found.exemptLong, found.longUntil, found.longEvidence),
    short: exemption(found.exemptShort, found.shortUntil, found.shortEvidence),
    order: from === 0n ? null : { cap: BigInt(cap), from, instrument, inForce: from <= time },
  };
}

/**
 * @internal
 * To whom a person's positions are attributed, as stated last.
 */
export async function closureAt(
  reader: Reader,
  { book, investor }: Pick<PersonPlace, "book" | "investor">,
  on: ReadAt,
): Promise<ClosureView> {
  const found = await readBook(reader, { ...on, book, functionName: "closureOf", args: [investor] });
  const [aggregators, epoch, asOf, graph, aggregates] = found;
  return { aggregators, epoch, asOf: BigInt(asOf), graph, aggregates };
}
