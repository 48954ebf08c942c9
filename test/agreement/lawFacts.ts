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
  /** Ledgers that only this offering keeps. */
  readonly ledgersOf?: ((story: Story, dayText: (day: number) => string) => readonly Ledger[]) | undefined;
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
  const provenance = { asOf: dayText(day - 1), until: dayText(statusesUntil - 1), source: "the register" } as const;
  const statuses = { accredited: "accredited", qib: "qib", qualifiedPurchaser: "qualifiedPurchaser" } as const;
  return Object.fromEntries(
    Object.entries(statuses).map(([fact, status]) => [
      `counterparty.${fact}`,
      { value: has.includes(status), ...provenance, evidence: "verified" },
    ]),
  ) as Facts;
}

/** Holders of record, each a line; of the sender, who may be gone, what is left. */
function holderLines(story: Story, listed: readonly string[]): readonly Entry[] {
  const { kind, from, to, amount, day, holders, holdersThere, holdersTogether } = story;
  const line = (party: string, lane: string, country: string, quantity: bigint): Entry => ({
    ...{ on: dayText(day - 1), party, quantity: String(quantity) },
    facts: holderFacts(lane, country, listed),
  });
  const known = [
    ...(kind !== "mint" && from.holding > 0n ? [{ party: "sender", of: from, left: from.holding - amount }] : []),
    ...(kind !== "burn" && to.holding > 0n ? [{ party: "receiver", of: to, left: to.holding }] : []),
  ];
  const isListed = ({ country }: Party) => listed.includes(country);
  // Of those whom the story only counts: so many live where the receiver does, so many more elsewhere in the listed countries.
  let there = total(holdersThere) - known.filter(({ of }) => of.country === to.country).length;
  let elsewhere = total(holdersTogether) - known.filter(({ of }) => isListed(of)).length - (isListed(to) ? there : 0);
  const country = () => (there-- > 0 ? to.country : elsewhere-- > 0 ? listed.find((one) => one !== to.country)! : "ZA");
  return [
    ...known.map(({ party, of, left }) => line(party, of.lane, of.country, left)),
    ...Object.entries(holders).flatMap(([lane, count]) =>
      Array.from({ length: count - known.filter(({ of }) => of.lane === lane).length }, (_, index) =>
        line(`holder ${lane}.${index}`, lane, country(), 1n),
      ),
    ),
  ];
}

const total = (byLane: Readonly<Record<string, number>>): number =>
  Object.values(byLane).reduce((sum, count) => sum + count, 0);

const holderFacts = (lane: string, country: string, listed: readonly string[]): LineFacts =>
  ({
    ...{ "entry.holdsUnits": true, "entry.employeePlan": false, "entry.crowdfundingExcluded": false },
    ...{ "entry.accredited": lane !== "usNotAccredited", "entry.nominee": lane === "uncounted" },
    "entry.communityHolder": ["usNotAccredited", "usAccredited"].includes(lane),
    ...{ "counterparty.residence": country, "entry.inTheRegion": listed.includes(country), "issuer.id": "issuer" },
  }) as LineFacts;

/** The same holders, and instead of those who were looked through the owners behind them. */
function ownerLines(lines: readonly Entry[], { owners, lookedThrough, day }: Story): readonly Entry[] {
  const through = lines.filter(({ party }) => party.startsWith("holder uncounted")).slice(0, lookedThrough);
  const behind = Array.from({ length: owners }, (_, index): Entry => ({
    ...{ on: dayText(day - 1), party: `owner ${index}`, quantity: "1", facts: { "entry.holdsUnits": true } },
  }));
  return [...lines.filter((line) => !through.includes(line)), ...behind];
}

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
  { product, facts, factsOf, origins, purchase, ledgersOf, listed = [] }: Terms,
  { kind, way, claims, lapses, still = false }: Asked,
  asked: (fact: string) => boolean,
): Activity {
  const story = still ? { ...given, amount: 0n } : given;
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
  const known = <T extends object>(some: T): T =>
    Object.fromEntries(Object.entries(some).filter(([fact]) => asked(fact))) as T;
  const bought: LineFacts = { ...purchase?.(story), "issuer.id": "issuer" };
  const purchases = Array.from({ length: story.purchasers }, (_, index): Entry => ({
    ...{ on: dayText(day), quantity: "1", facts: bought },
    party: story.isPurchaser && index === 0 ? "receiver" : `purchaser ${index}`,
  }));
  const adds = { party: "receiver", quantity: story.kind === "burn" ? "0" : String(amount) };
  const ofRecord = holderLines(story, listed);
  const holder = { ...adds, facts: holderFacts(to.lane, to.country, listed) };
  const holders = { base: "holders", unit: "holder", adds: holder } as const;
  const ledgers: readonly Ledger[] = [
    { ...holders, basis: "record", entries: ofRecord },
    { ...holders, basis: "beneficial", entries: ownerLines(ofRecord, story) },
    { base: "purchasers", basis: "purchase", unit: "person", entries: purchases, adds: { ...adds, facts: bought } },
    ...(ledgersOf?.(story, dayText) ?? []),
  ];
  return {
    ...{ kind, on: dayText(day), product: { classes: [product] }, claims },
    parties: { actor: "sender", counterparty: "receiver", issuer: "issuer" },
    attributions: { household: [["sender"]] },
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
