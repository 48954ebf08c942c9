import { maskOf, RULE_KINDS, type RuleKindEntry } from "../../sdk/kinds/index.js";
import { type Facts, packLot, type ProgramParts, type Reading } from "../../sdk/program/index.js";
import { NO_READING } from "../../sdk/program/readingOf.js";
import { countryNumber, schemeBits, schemeNamed } from "../../sdk/rulebook/index.js";
import type { Movement } from "../../sdk/verdict/index.js";
import { counts, facts, movement, RECEIVER, record, SENDER, SPENDER, ZERO } from "../sdk/program/build.js";
import type { Party, Story } from "./story.js";

const { lanes, statuses, states, regions } = schemeBits(schemeNamed("us")!);
const DAY = 86_400n;

const recordOf = (investor: number, { lane, country, region, has, is, identityUntil, statusesUntil }: Party) =>
  record({
    ...{ investor, lane: lanes[lane]!, country: countryNumber(country)! },
    region: region === undefined ? 0 : regions[region]!,
    ...{ statuses: maskOf(statuses, has), states: maskOf(states, is) },
    ...{ kycUntil: BigInt(identityUntil) * DAY, statusUntil: BigInt(statusesUntil) * DAY },
  });

const countsOf = (byLane: Readonly<Record<string, number>>) =>
  counts(Object.fromEntries(Object.entries(byLane).map(([lane, count]) => [lanes[lane]!, count])));

const flag = (yes: boolean) => (yes ? 1n : 0n);

/** What the meter of a rule shows. */
function readingOf(kind: string, story: Story, isMember: (party: Party) => boolean): Partial<Reading> {
  const { sent, bought, purchasers, isPurchaser, throughVenues, grouped, excluded, from, to } = story;
  if (kind.startsWith("mostOutflow")) return { used: sent };
  if (kind === "mostInflow") return { used: bought };
  if (kind === "mostPurchasers") return { used: BigInt(purchasers), toWeight: flag(!isPurchaser) };
  if (kind === "mostVenueVolume")
    return { used: throughVenues, toWeight: flag([from, to].some(({ has }) => has.includes("venue"))) };
  const [sends, receives] = [story.kind !== "mint", story.kind !== "burn"];
  const weight = (party: Party) => (isMember(party) ? 10_000n : 0n);
  const beside = (party: Party) => flag(["controller", "issuer"].some((status) => party.has.includes(status)));
  return {
    ...{
      used: grouped * 10_000n,
      beside: excluded,
      fromWeight: sends ? weight(from) : 0n,
      toWeight: receives ? weight(to) : 0n,
    },
    ...{ fromBeside: sends ? beside(from) : 0n, toBeside: receives ? beside(to) : 0n },
  };
}

/** Who counts in a group share of the offerings: everybody who has not shown the contrary, and is not excluded. */
const isPlan = ({ has }: Party): boolean =>
  !["notBenefitPlan", "controller", "issuer"].some((status) => has.includes(status));

/** The facts that the engine would judge the movement on. */
export function chainFacts(story: Story, program: ProgramParts): Facts {
  const {
    kind,
    from,
    to,
    day,
    seconds,
    supply,
    holders,
    holdersThere,
    holdersTogether,
    closed,
    spender,
    halted,
    weekly,
    daily,
  } = story;
  const sends = kind !== "mint";
  const receives = kind !== "burn";
  const lots = (party: Party) => party.lots.map(packLot);
  return facts({
    time: BigInt(day) * DAY + BigInt(seconds),
    sender: sends ? recordOf(7, from) : 0n,
    receiver: receives ? recordOf(8, to) : 0n,
    ...{ senderBalance: sends ? from.holding : 0n, senderHolding: sends ? from.holding : 0n },
    ...{ receiverBalance: receives ? to.holding : 0n, receiverHolding: receives ? to.holding : 0n },
    ...{ senderHolds: sends && from.holding > 0n, receiverHolds: receives && to.holding > 0n },
    ...{ supply, totals: countsOf(holders), senderCounts: countsOf(holders), receiverCounts: countsOf(holdersThere) },
    groups: program.countrySets.map(() => countsOf(holdersTogether)),
    ...{ owners: countsOf({ uncounted: story.owners }), lookedThrough: countsOf({ uncounted: story.lookedThrough }) },
    ...{ senderLots: sends ? lots(from) : [], receiverLots: receives ? lots(to) : [] },
    tranches: Object.entries(closed).reduce((word, [origin, on]) => word | (BigInt(on) << (32n * BigInt(origin))), 0n),
    ...(spender !== undefined && {
      allowance: 1n << 100n,
      spender: spender.registered ? record({ investor: 9, states: maskOf(states, spender.is) }) : 0n,
    }),
    ...{ halted, weeklyVolume: weekly, dailyVolume: daily },
    readings: program.rules
      .filter(({ kind: one }) => (RULE_KINDS[one] as RuleKindEntry).needs.includes("meters"))
      .map(({ kind: one }) => ({ ...NO_READING, ...readingOf(one, story, isPlan) })),
  });
}

export const movementOf = ({ kind, amount, spender }: Story): Movement =>
  movement({
    ...{ kind, amount, from: kind === "mint" ? ZERO : SENDER, to: kind === "burn" ? ZERO : RECEIVER },
    ...(spender !== undefined && { spender: SPENDER }),
  });
