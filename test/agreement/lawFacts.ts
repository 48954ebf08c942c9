import type { Activity } from "../../sdk/rulebook/index.js";
import { isReturn, isSaleByIssuer, movedLots, type Party, type Story } from "./story.js";

type Facts = Activity["facts"];
type Ledger = NonNullable<Activity["ledgers"]>[number];
type Entry = Ledger["entries"][number];
type LineFacts = NonNullable<Entry["facts"]>;

/** What an offering's documents and its market say, and how it names things. */
export type Terms = {
  readonly product: Activity["product"]["classes"][number];
  /** What is so of it, and of the conditions that nobody but people can see: all met. */
  readonly facts: Facts;
  /** Of one movement: what only this offering asks. */
  readonly factsOf: (story: Story) => Facts;
  /** What `product.origin` is, by the number of an origin of its lots. */
  readonly origins: Readonly<Record<number, string>>;
  /** Purchases of the window, as the law that it relies on counts them. */
  readonly purchase?: LineFacts | undefined;
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
    ...(region !== undefined && { [`${who}.region`]: region }),
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
  const provenance = { asOf: dayText(day - 1), until: dayText(statusesUntil - 1), source: "the register" } as const;
  const statuses = { accredited: "accredited", qib: "qib", qualifiedPurchaser: "qualifiedPurchaser" } as const;
  return Object.fromEntries(
    Object.entries(statuses).map(([fact, status]) => [
      `counterparty.${fact}`,
      { value: has.includes(status), ...provenance, evidence: "verified" },
    ]),
  ) as Facts;
}

/** Holders, each a line; of the sender, who may be gone, what is left. */
function holderLines(byLane: Readonly<Record<string, number>>, story: Story): readonly Entry[] {
  const { kind, from, to, amount, day } = story;
  const line = (party: string, lane: string, quantity: bigint): Entry => ({
    ...{ on: dayText(day - 1), party, quantity: String(quantity) },
    facts: holderFacts(lane),
  });
  const named: (readonly [string, Party, bigint])[] = [
    ["sender", from, kind === "mint" ? 0n : from.holding - amount],
    ["receiver", to, kind === "burn" ? 0n : to.holding],
  ];
  const held = { sender: kind !== "mint" && from.holding > 0n, receiver: kind !== "burn" && to.holding > 0n };
  const known = named.filter(([name]) => held[name as keyof typeof held]);
  return [
    ...known.map(([name, { lane }, units]) => line(name, lane, units)),
    ...Object.entries(byLane).flatMap(([lane, count]) =>
      Array.from({ length: count - known.filter(([, one]) => one.lane === lane).length }, (_, index) =>
        line(`holder ${lane}.${index}`, lane, 1n),
      ),
    ),
  ];
}

const holderFacts = (lane: string): LineFacts =>
  ({
    ...{
      "entry.holdsUnits": true,
      "entry.class": lane,
      "entry.employeePlan": false,
      "entry.crowdfundingExcluded": false,
    },
    "entry.accredited": lane !== "usNotAccredited",
    "issuer.id": "issuer",
  }) as LineFacts;

export type Asked = Pick<Activity, "kind" | "claims"> & {
  /** The path by which somebody resells. */
  readonly way?: string | undefined;
  /** Whether evidence of statuses is asked to be fresh; else whoever has a status is believed. */
  readonly lapses: boolean;
  /** Asks about the same parties where nothing moves. */
  readonly still?: boolean | undefined;
};

/**
 * The movement as the law is asked about it.
 *
 * @param asked Whether a fact is named by what is asked: others are left out, as a vocabulary does not know them.
 */
export function activityOf(
  given: Story,
  { product, facts, factsOf, origins, purchase = {} }: Terms,
  { kind, way, claims, lapses, still = false }: Asked,
  asked: (fact: string) => boolean,
): Activity {
  const story = still ? { ...given, amount: 0n } : given;
  const { from, to, amount, day, supply } = story;
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
  const known = <T extends object>(some: T): T =>
    Object.fromEntries(Object.entries(some).filter(([fact]) => asked(fact))) as T;
  const bought: LineFacts = { ...purchase, "issuer.id": "issuer" };
  const purchases = Array.from({ length: story.purchasers }, (_, index): Entry => ({
    ...{ on: dayText(day), quantity: "1", facts: bought },
    party: story.isPurchaser && index === 0 ? "receiver" : `purchaser ${index}`,
  }));
  const adds = { party: "receiver", quantity: story.kind === "burn" ? "0" : String(amount) };
  const ledgers: readonly Ledger[] = [
    {
      ...{ base: "holders", basis: "record", unit: "holder", entries: holderLines(story.holders, story) },
      adds: { ...adds, facts: holderFacts(to.lane) },
    },
    { base: "purchasers", basis: "purchase", unit: "person", entries: purchases, adds: { ...adds, facts: bought } },
  ];
  return {
    ...{ kind, on: dayText(day), product: { classes: [product] }, claims },
    parties: { actor: "sender", counterparty: "receiver", issuer: "issuer" },
    provenance: { asOf: dayText(day), source: "the register", evidence: "verified" },
    facts: known(all),
    ledgers: ledgers.map(({ entries, adds: added, ...rest }) => ({
      ...rest,
      entries: entries.map((line) => ({ ...line, facts: known(line.facts ?? {}) })),
      ...(added !== undefined && { adds: { ...added, facts: known(added.facts ?? {}) } }),
    })),
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
