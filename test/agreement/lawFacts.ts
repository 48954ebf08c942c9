import type { Activity } from "../../sdk/rulebook/index.js";
import { isReturn, isSaleByIssuer, movedLots, type Party, type Story } from "./story.js";

type Facts = Activity["facts"];
export type Ledger = NonNullable<Activity["ledgers"]>[number];
export type LineFacts = NonNullable<Ledger["entries"][number]["facts"]>;

/** Those facts that a vocabulary has: what nobody asks about is left out. */
export const knownOf = <T extends object>(some: T, asked: (fact: string) => boolean): T =>
  Object.fromEntries(Object.entries(some).filter(([fact]) => asked(fact))) as T;

/** What an offering's documents and its market say, and how it names things. */
export type Terms = {
  readonly product: Activity["product"]["classes"][number];
  /** What is so of it, and of the conditions that nobody but people can see: all met. */
  readonly facts: Facts;
  /** Of one movement: what only this offering asks. */
  readonly factsOf: (story: Story) => Facts;
  /** Ledgers that only this offering keeps. */
  readonly furtherLedgers?: ((story: Story, dayText: (day: number) => string) => readonly Ledger[]) | undefined;
  /** What `product.origin` is, by the number of an origin of its lots. */
  readonly origins: Readonly<Record<number, string>>;
  /** Purchases of the window, as the law that it relies on counts them. */
  readonly purchase?: ((story: Story) => LineFacts) | undefined;
  /** Countries of which holders are counted. */
  readonly listed?: readonly string[] | undefined;
};

/** Of a day since 1970-01-01, UTC. */
export const dayText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

const US = ["usNotAccredited", "usAccredited", "usQualifiedPurchaser"];

/** Facts about somebody, under one of the two names that law has for the sides of a movement. */
function partyFacts(who: "actor" | "counterparty", party: Party, unitsAfter: bigint): Facts {
  const { lane, country, region, has, is, identityUntil } = party;
  const evidence = (status: string) => has.includes(status);
  return {
    [`${who}.class`]: lane,
    [`${who}.residence`]: country,
    [`${who}.region`]: region ?? "none",
    [`${who}.usPerson`]: US.includes(lane),
    [`${who}.issuer`]: evidence("issuer"),
    [`${who}.dealer`]: evidence("dealer"),
    [`${who}.venue`]: evidence("venue"),
    [`${who}.affiliate`]: !evidence("notAffiliate"),
    [`${who}.affiliateInThreeMonths`]: !evidence("notAffiliate"),
    [`${who}.affiliateIn90Days`]: !evidence("notAffiliate"),
    [`${who}.accredited`]: evidence("accredited"),
    [`${who}.qib`]: evidence("qib"),
    [`${who}.qualifiedPurchaser`]: evidence("qualifiedPurchaser"),
    [`${who}.certifiedNonUs`]: evidence("certifiedNonUS"),
    [`${who}.knowledgeableEmployee`]: evidence("knowledgeableEmployee"),
    [`${who}.screened`]: evidence("screened"),
    [`${who}.benefitPlan`]: !evidence("notBenefitPlan"),
    [`${who}.restricted`]: is.includes("restricted"),
    [`${who}.identityCurrentUntil`]: dayText(identityUntil),
    [`${who}.unitsAfter`]: String(unitsAfter),
  } as Facts;
}

/** Statuses of the receiver that hold until their evidence is stale. */
function lapsing({ has, statusesUntil }: Party, day: number): Facts {
  const last = statusesUntil - 1;
  const provenance = { asOf: dayText(Math.min(day, last)), until: dayText(last), source: "the register" } as const;
  const statuses = { accredited: "accredited", qib: "qib", qualifiedPurchaser: "qualifiedPurchaser" } as const;
  return Object.fromEntries(
    Object.entries(statuses).map(([fact, status]) => [
      `counterparty.${fact}`,
      { value: has.includes(status), ...provenance, evidence: "verified" },
    ]),
  ) as Facts;
}

export type Asked = Pick<Activity, "kind" | "claims"> & {
  /** The path by which somebody resells. */
  readonly way?: string | undefined;
  /** Whether evidence of statuses is asked to be fresh; else whoever has a status is believed. */
  readonly lapses: boolean;
};

/**
 * The movement as the law is asked about it.
 *
 * @param asked Whether a fact is one of the vocabulary's.
 * @param ledgers As `ledgersOf` makes them of the same story.
 */
export function activityOf(
  story: Story,
  { product, facts, factsOf, origins }: Terms,
  { kind, way, claims, lapses }: Asked,
  asked: (fact: string) => boolean,
  ledgers: readonly Ledger[],
): Activity {
  const { from, to, amount, day, supply, spender } = story;
  const moved = movedLots(story);
  const newest = moved.reduce((last, lot) => Math.max(last, lot.day), 0);
  const origin = moved[0]?.origin ?? 0;
  const closed = story.closed[origin];
  const all: Facts = {
    ...partyFacts("actor", from, story.kind === "mint" ? from.holding : from.holding - amount),
    ...partyFacts("counterparty", to, story.kind === "burn" ? to.holding : to.holding + amount),
    ...(lapses && lapsing(to, day)),
    "activity.units": String(amount),
    "activity.newUnits": story.kind === "mint",
    "activity.redemption": story.kind === "burn",
    "activity.movedBy": spender === undefined ? "holder" : spender.registered ? "registered" : "stranger",
    "activity.brokerRestricted": spender?.registered === true && spender.is.includes("restricted"),
    ...(way !== undefined && { "activity.way": way }),
    "product.acquiredOn": dayText(newest),
    "product.issuedOn": dayText(newest),
    "product.origin": origins[origin] ?? "other",
    "product.unitsOutstanding": String(supply),
    "product.unitsOutstandingAfter": String(after(story)),
    ...(closed !== undefined && { "product.trancheCompletedOn": dayText(closed) }),
    ...{ "issuer.id": "issuer", "issuer.fiscalYearEnd": dayText(day) },
    ...facts,
    ...factsOf(story),
  } as Facts;
  return {
    ...{ kind, on: dayText(day), product: { classes: [product] }, claims },
    parties: { actor: "sender", counterparty: "receiver", issuer: "issuer" },
    attributions: { household: [["sender"]] },
    provenance: { asOf: dayText(day), source: "the register", evidence: "verified" },
    facts: knownOf(all, asked),
    ledgers,
  };
}

/** Units outstanding after the movement. */
function after({ kind, supply, amount }: Story): bigint {
  if (kind === "transfer") return supply;
  return kind === "mint" ? supply + amount : supply - amount;
}

/** As what the law may be asked about a movement. */
export function kindsOf(story: Story): readonly Activity["kind"][] {
  if (story.kind === "mint") return ["issue"];
  const trades = [story.from, story.to].some(({ has }) => has.includes("venue")) ? (["trade"] as const) : [];
  if (isSaleByIssuer(story)) return ["issue", "transfer", ...trades];
  return isReturn(story) ? ["transfer", ...trades] : ["resale", "transfer", ...trades];
}
