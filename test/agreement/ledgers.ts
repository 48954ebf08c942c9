import { dayText, knownOf, type Ledger, type LineFacts, type Terms } from "./lawFacts.js";
import type { Party, Story } from "./story.js";

type Entry = Ledger["entries"][number];

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
  const country = () => (there-- > 0 ? to.country : elsewhere-- > 0 ? listed.find((one) => one !== to.country)! : "CH");
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

/** Who holds and who has bought before the movement, and the lines that it would add. @param asked Whether a fact is one of the vocabulary's. */
export function ledgersOf(
  story: Story,
  { purchase, furtherLedgers, listed = [] }: Terms,
  asked: (fact: string) => boolean,
): readonly Ledger[] {
  const { day, amount, to } = story;
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
    ...(furtherLedgers?.(story, dayText) ?? []),
  ];
  return ledgers.map(({ entries, adds: added, ...rest }) => ({
    ...rest,
    entries: entries.map((line) => ({ ...line, facts: knownOf(line.facts ?? {}, asked) })),
    ...(added !== undefined && { adds: { ...added, facts: knownOf(added.facts ?? {}, asked) } }),
  }));
}
