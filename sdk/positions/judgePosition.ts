import { type Address, maxUint256 } from "viem";
import { POSITIONS, type PositionBucket, type PositionSide } from "../kinds/index.js";
import type { PositionAnswer } from "../program/index.js";
import type {
  BookFacts,
  BookProduct,
  BookUnderlying,
  CountedLots,
  PersonStanding,
  PositionFinding,
  PositionMove,
} from "./positionFacts.js";
import type { SpotStep } from "./terms.js";

export type JudgePositionReturnType = {
  readonly answer: PositionAnswer;
  /** Everything against it, in order: with the first of them the answer refuses. */
  readonly findings: readonly PositionFinding[];
  /** What is counted once it is recorded. */
  readonly counted: CountedLots;
};
export type JudgePositionErrorType = never;

const CONTRACT = BigInt(POSITIONS.contract);
const MOST_LOTS = BigInt(POSITIONS.mostLots);
const SIDES = ["long", "short"] as const;
const NO_STANDING: PersonStanding = { long: null, short: null, order: null };
const ALLOWED: PositionAnswer = { allowed: true, subject: 0n, measured: 0n, limit: 0n };
/** The book does not know the product, or cannot count so many lots: then it does not answer, and the engine refuses likewise. */
const UNKNOWN: PositionAnswer = { allowed: false, subject: 0n, measured: maxUint256, limit: 0n };

/**
 * Decides on a movement of a product as a position book does, from plain data. What is counted of sender and receiver is first made good, whatever it
 * comes to: what they hold, and to whom it is attributed now. Then it is refused if it makes somebody's position grow above a limit. Pure.
 *
 * @example
 * const { answer, counted } = judgePosition(book, move);
 * if (answer.allowed) book = { ...book, counted };
 */
export function judgePosition(book: BookFacts, move: PositionMove): JudgePositionReturnType {
  const product = book.products.get(move.token);
  const { judged, sender, receiver, senderHolding, receiverHolding, amount, token } = move;
  const none = { answer: judged ? UNKNOWN : ALLOWED, findings: [], counted: book.counted };
  if (product === undefined) return none;
  if (judged && receiver !== 0n && allLotsOf(product, receiverHolding + amount) > MOST_LOTS) return none;
  const left = senderHolding > amount ? senderHolding - amount : 0n;
  const parties = [
    { investor: sender, before: lotsOf(product, senderHolding), after: lotsOf(product, left) },
    { investor: receiver, before: lotsOf(product, receiverHolding), after: lotsOf(product, receiverHolding + amount) },
  ].filter(({ investor }) => investor !== 0n);
  const counted = recounted(book, { token, product, parties, at: "after" });
  const underlying = book.underlyings.get(product.underlying);
  if (!judged || underlying === undefined) return { answer: ALLOWED, findings: [], counted };
  const before = recounted(book, { token, product, parties, at: "before" });
  const findings = personsOf(book, { token, product, parties }).flatMap((subject) => {
    const old = partsOf(book, { product, underlying, counted: before, subject });
    const next = partsOf(book, { product, underlying, counted, subject });
    return boundsOf({ product, underlying, subject, time: move.time }).flatMap((bound) => {
      const measured = measuredOf(next, bound, underlying);
      const isRefused = measured > bound.limit && measured > measuredOf(old, bound, underlying);
      return isRefused ? [findingOf(next, bound, measured)] : [];
    });
  });
  const [first] = findings;
  if (first === undefined) return { answer: ALLOWED, findings, counted };
  const { subject, measured, limit } = first;
  return { answer: { allowed: false, subject, measured, limit }, findings, counted };
}

/** Lots of the product that a party holds. */
type PartyLots = { readonly investor: bigint; readonly before: bigint; readonly after: bigint };
type Scene = { readonly token: Address; readonly product: BookProduct; readonly parties: readonly PartyLots[] };

/** What is counted when the parties hold so much. Their page is attributed as their closures are now. */
function recounted(
  { counted, closures }: BookFacts,
  { token, product: { page }, parties, at }: Scene & { readonly at: "before" | "after" },
): CountedLots {
  const next = new Map(counted);
  for (const { investor, [at]: has } of parties) {
    const pages = next.get(investor);
    const lots = new Map(pages?.get(page)?.lots).set(token, has);
    next.set(investor, new Map(pages).set(page, { lots, attributedTo: closures.get(investor) ?? [] }));
  }
  return next;
}

/** A part of a lot counts as a whole. */
const allLotsOf = ({ lot }: BookProduct, units: bigint): bigint => (units + lot - 1n) / lot;
/** What is more than a book counts, counts as the most. */
function lotsOf(product: BookProduct, units: bigint): bigint {
  const lots = allLotsOf(product, units);
  return lots > MOST_LOTS ? MOST_LOTS : lots;
}

/** Whose positions it may change, as a book comes to them: each party, and to whom what it has is attributed, was and is not, or was not and is. */
function personsOf({ closures, counted }: BookFacts, { token, product, parties }: Scene): readonly bigint[] {
  const persons = parties.flatMap(({ investor, before, after }) => {
    const now = closures.get(investor) ?? [];
    const kept = counted.get(investor)?.get(product.page);
    const has = [...(kept?.lots.values() ?? [])].some((lots) => lots > 0n);
    const former = has ? (kept?.attributedTo ?? []) : now;
    const gone = former.filter((one) => !now.includes(one));
    const come = now.filter((one) => !former.includes(one));
    const isChanged = before !== after || before !== (kept?.lots.get(token) ?? 0n);
    return [investor, ...gone, ...come, ...(isChanged ? now : [])];
  });
  return [...new Set(persons)];
}

/** What counts in one person's position, by product. Millionths of a contract. */
type Part = { readonly product: BookProduct; readonly own: boolean; readonly amount: bigint };
type Place = { readonly product: BookProduct; readonly underlying: BookUnderlying; readonly subject: bigint };

function partsOf(
  { products }: BookFacts,
  { product: { underlying: number }, underlying, counted, subject }: Place & { readonly counted: CountedLots },
): readonly Part[] {
  const parts: Part[] = [];
  for (const [investor, pages] of counted)
    for (const { lots, attributedTo } of pages.values()) {
      const own = investor === subject;
      if (!own && !attributedTo.includes(subject)) continue;
      for (const [token, count] of lots) {
        const product = products.get(token);
        if (product === undefined || count === 0n || product.underlying !== number) continue;
        if (counts(product, underlying)) parts.push({ product, own, amount: count * product.ratio });
      }
    }
  return parts;
}

const counts = ({ closed, spot }: BookProduct, { terms }: BookUnderlying): boolean =>
  !closed && (!spot || terms.countsSpot);

/** A limit, as it is for one person, side and time. */
type Bound = Pick<
  PositionFinding,
  "subject" | "underlying" | "bucket" | "month" | "side" | "limit" | "exempted" | "ordered" | "binding" | "provision"
> & { readonly settlement: BookProduct["settlement"] | null };

/** Every limit that a product's movement can meet, in order. */
function boundsOf({ product, underlying: of, subject, time }: Place & { readonly time: bigint }): readonly Bound[] {
  const { month, settlement, underlying } = product;
  const { order, ...exemptions } = of.standings.get(subject) ?? NO_STANDING;
  const sides = (bucket: PositionBucket, limit: bigint | null, source: Source): readonly Bound[] =>
    SIDES.flatMap((side): readonly Bound[] => {
      const exemption = limit === null ? null : exemptions[side];
      const exempted = exemption === null || exemption.until <= time ? 0n : exemption.contracts;
      const about = { subject, underlying, bucket, side, month: bucket === "allMonths" ? 0 : month };
      const apart = bucket === "spotMonth" && limits?.apart === true ? settlement : null;
      const cap = bucket === "allMonths" && order !== null && order.from <= time ? order : null;
      if (cap !== null && (limit === null || cap.cap < limit + exempted)) {
        const by = { ordered: true, binding: "policy", provision: cap.instrument } as const;
        return [{ ...about, ...by, settlement: apart, limit: cap.cap * CONTRACT, exempted: 0n }];
      }
      if (limit === null) return [];
      const most = { limit: (limit + exempted) * CONTRACT, exempted: exempted * CONTRACT };
      return [{ ...about, ...source, ...most, settlement: apart, ordered: false }];
    });
  const limits = month === 0 ? undefined : of.months.get(month);
  const { binding, provision } = of.terms;
  const all = sides("allMonths", of.terms.allMonths, { binding, provision });
  if (limits === undefined) return all;
  return [
    ...sides("spotMonth", inForce(limits.steps, time), {
      binding: limits.spotBinding,
      provision: limits.spotProvision,
    }),
    ...sides("singleMonth", limits.single, { binding: limits.binding, provision: limits.provision }),
    ...all,
  ];
}
type Source = Pick<PositionFinding, "binding" | "provision">;

const inForce = (steps: readonly SpotStep[], time: bigint): bigint | null =>
  steps.findLast(({ from }) => from <= time)?.limit ?? null;

const sumOf = (parts: readonly Part[]): bigint => parts.reduce((sum, { amount }) => sum + amount, 0n);

/** What of a position a limit is for, on one side. */
const within = (parts: readonly Part[], { bucket, month, settlement }: Bound, side: PositionSide): readonly Part[] =>
  parts.filter(
    ({ product }) =>
      product.side === side &&
      (bucket === "allMonths" || product.month === month) &&
      (settlement === null || product.settlement === settlement),
  );

const OTHER = { long: "short", short: "long" } as const;

/** Net of the other side, and not below 0, or the side alone. */
function measuredOf(parts: readonly Part[], bound: Bound, { terms }: BookUnderlying): bigint {
  const gross = sumOf(within(parts, bound, bound.side));
  if (terms.sameSide) return gross;
  const net = gross - sumOf(within(parts, bound, OTHER[bound.side]));
  return net > 0n ? net : 0n;
}

function findingOf(parts: readonly Part[], bound: Bound, measured: bigint): PositionFinding {
  const { settlement: _settlement, ...rest } = bound;
  const side = within(parts, bound, bound.side);
  const own = sumOf(side.filter((part) => part.own));
  return { ...rest, own, attributed: sumOf(side) - own, measured };
}
