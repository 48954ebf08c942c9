import type { Remedy } from "../verdict/index.js";
import { contracts, grouped } from "../verdict/words.js";
import { monthName } from "./months.js";
import type { PositionFinding } from "./positionFacts.js";
import type { MonthLimits } from "./terms.js";

/** What a sentence on a position needs to know. */
export type PositionContext = {
  /** What the underlying is called. */
  readonly name: string;
  /** Whether the reader may know whose position it is, and what it consists of. */
  readonly isKnown: boolean;
  /** Token units that the book would let pass. */
  readonly room: bigint;
  /** Of the month; null: it is about all months. */
  readonly limits: MonthLimits | null;
  /** Unix seconds. */
  readonly time: bigint;
};

/** "in the spot month of December 2026", "in all months together". */
export function bucketWords({ bucket, month }: Pick<PositionFinding, "bucket" | "month">): string {
  if (bucket === "allMonths") return "in all months together";
  return bucket === "spotMonth" ? `in the spot month of ${monthName(month)}` : `in ${monthName(month)}`;
}

/** One reason in words. Of somebody else's position only rule and numbers. */
export function positionSentence(finding: PositionFinding, { name, isKnown }: PositionContext): string {
  const { subject, side, own, attributed, measured, limit, exempted, ordered } = finding;
  const where = `${bucketWords(finding)} of ${name}`;
  const most = `${ordered ? "an order allows" : "allowed are"} at most ${contracts(limit)}`;
  if (!isKnown) return `A position of somebody else would be ${side} ${contracts(measured)} ${where}; ${most}.`;
  const parts = attributed === 0n ? "" : ` (own ${contracts(own)}, attributed ${contracts(attributed)}, gross)`;
  const used = exempted === 0n ? "" : `, with an exemption of ${contracts(exempted)}`;
  return `Investor ${grouped(subject)} would be ${side} ${contracts(measured)} ${where}${parts}; ${most}${used}.`;
}

const CONTRACT = 1_000_000n;

/** What would help against one reason, of this reason alone; to whoever may know no more, nothing. */
export function positionRemedy(finding: PositionFinding, context: PositionContext): Remedy {
  const { bucket, side, measured, limit, exempted, ordered } = finding;
  const { room, isKnown, limits, time } = context;
  if (room > 0n) return { type: "reduce", amount: room };
  if (!isKnown) return { type: "none", why: "Only whose position it is, and the transfer agent, may learn more." };
  const base = limit - exempted;
  const later =
    bucket === "spotMonth"
      ? limits?.steps.find((step) => step.from > time && fits(step.limit, measured - exempted))
      : undefined;
  if (later !== undefined && base < measured) return { type: "wait", until: later.from };
  if (ordered)
    return { type: "none", why: "An order stands against every increase above it: reduce, or have it lifted." };
  const needed = (measured - base + CONTRACT - 1n) / CONTRACT;
  return {
    type: "obtain",
    credential: `an exemption as a bona fide hedger of ${grouped(needed)} contracts ${side}, or reduce first`,
  };
}

const fits = (limit: bigint | null, measured: bigint): boolean => limit === null || measured <= limit * CONTRACT;
