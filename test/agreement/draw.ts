import type { Random } from "../differential/random.js";
import type { Party, Story } from "./story.js";

/** A change of a story that brings it near the limit of some rule. */
export type Twist = (story: Story, random: Random) => Story;

const sides = ["from", "to"] as const;
export const withParty = (story: Story, side: (typeof sides)[number], some: Partial<Party>): Story => ({
  ...story,
  [side]: { ...story[side], ...some },
});
/** With another holding, in one lot as old and of the same origin as its newest one. */
export function holding(party: Party, wanted: bigint): Party {
  const units = wanted < 0n ? 0n : wanted;
  const newest = party.lots.at(-1) ?? { day: 18_000, origin: 1, units: 0n };
  return { ...party, holding: units, lots: units === 0n ? [] : [{ ...newest, units }] };
}
const without = (list: readonly string[], one: string) => list.filter((name) => name !== one);
const toggled = (list: readonly string[], one: string) => (list.includes(one) ? without(list, one) : [...list, one]);

/** Twists that any offering is put to: of classes, evidence, residence, roles, ages of lots, and kinds of movement. */
export const TWISTS: readonly Twist[] = [
  (story, random) => withParty(story, random.pick(sides), { lane: random.pick(LANES) }),
  (story, random) => {
    const side = random.pick(sides);
    return withParty(story, side, { has: toggled(story[side].has, random.pick(STATUSES)) });
  },
  (story, random) => {
    const side = random.pick(sides);
    return withParty(story, side, { is: toggled(story[side].is, "restricted") });
  },
  (story, random) => withParty(story, random.pick(sides), { country: random.pick(COUNTRIES) }),
  (story, random) => withParty(story, random.pick(sides), { region: random.pick(REGIONS) }),
  (story, random) => withParty(story, "to", { identityUntil: story.day + random.int(3) - 1 }),
  (story, random) => withParty(story, "to", { statusesUntil: story.day + random.int(3) - 1 }),
  (story, random) => withParty(story, "from", aged(story.from, story.day - 365 + random.int(4) - 2)),
  (story, random) => withParty(story, "from", aged(story.from, story.day - random.int(900))),
  (story) => withParty(story, "from", aged(story.from, story.day - 365)),
  (story) => withParty(story, "from", aged(story.from, story.day - 350)),
  (story, random) => withParty(story, "from", ofOrigin(story.from, random.int(3))),
  (story, random) => ({ ...story, closed: { [random.int(3)]: story.day - 365 + random.int(4) - 2 } }),
  (story, random) => ({ ...story, closed: { [random.int(3)]: story.day - random.int(900) } }),
  (story) => ({ ...story, kind: "mint" }),
  (story) => ({ ...story, kind: "burn" }),
  (story, random) => ({
    ...story,
    spender: { registered: !random.oneIn(3), is: random.oneIn(3) ? ["restricted"] : [] },
  }),
  (story) => ({ ...story, halted: true }),
  (story) => ({ ...story, spender: { registered: false, is: [] } }),
  (story) => withParty(story, "to", { has: without(story.to.has, "screened") }),
  (story) => ({ ...story, amount: story.from.holding }),
];

/** Twists by which one side becomes the issuer, or has another role of the offering's. */
export const inRole = (...roles: readonly string[]): readonly Twist[] =>
  sides.map((side): Twist => (story, random) => {
    const lane = random.pick(["uncounted", story[side].lane]);
    return withParty(story, side, { lane, has: [...story[side].has, random.pick(["issuer", ...roles])] });
  });

const LANES = [
  ...["unclassified", "usNotAccredited", "usAccredited", "usQualifiedPurchaser"],
  ...["nonUsNotAccredited", "nonUsAccredited", "nonUsQualifiedPurchaser", "uncounted"],
];
const STATUSES = [
  ...["accredited", "qualifiedPurchaser", "qib", "certifiedNonUS", "notAffiliate", "notBenefitPlan", "screened"],
  ...["knowledgeableEmployee", "controller"],
];
const COUNTRIES = ["US", "FR", "DE", "IR", "CU", "BR", "SG"];
const REGIONS = ["newYork", "texas", "california", "delaware", "wyoming", "ohio", "nevada", undefined];

/** Of lots that were all acquired on one day. */
export const aged = ({ lots }: Party, day: number): Partial<Party> => ({ lots: lots.map((lot) => ({ ...lot, day })) });
/** Of lots that were all sold alike. */
export const ofOrigin = ({ lots }: Party, origin: number): Partial<Party> => ({
  lots: lots.map((lot) => ({ ...lot, origin })),
});

/** The issuer itself, who stands where a movement has no other side. */
const ISSUER = ({ day, supply }: Story): Party => ({
  ...{ lane: "uncounted", country: "US", has: ["issuer"], is: [] },
  ...{ identityUntil: day + 1, statusesUntil: day + 1, holding: supply, lots: [] },
});

/** Each twist of each story, so often; then so many stories with up to three twists. */
export function* drawn(
  bases: readonly Story[],
  twists: readonly Twist[],
  random: Random,
  { alone, mixed }: { readonly alone: number; readonly mixed: number },
): Generator<Story> {
  for (let time = 0; time < alone; time++)
    for (const base of bases) for (const twist of twists) yield whole(twist(base, random));
  for (let made = 0; made < mixed; made++) {
    let story = random.pick(bases);
    for (let left = 1 + random.int(3); left > 0; left--) story = random.pick(twists)(story, random);
    yield whole(story);
  }
}

/** What hangs together: nobody sends more than it has; who holds is counted. */
function whole(given: Story): Story {
  const issuer = ISSUER(given);
  const sided = given.kind === "mint" ? { ...given, from: issuer } : given;
  const story = ["from", "to"].reduce<Story>(
    (one, side) =>
      one[side as "from"].has.includes("issuer") ? withParty(one, side as "from", { lane: "uncounted" }) : one,
    given.kind === "burn" ? { ...sided, to: issuer } : sided,
  );
  const { kind, from, to, holders, holdersThere, holdersTogether } = story;
  const amount = kind !== "mint" && story.amount > from.holding ? from.holding : story.amount;
  const held = [...(kind === "mint" ? [] : [from]), ...(kind === "burn" ? [] : [to])].filter((one) => one.holding > 0n);
  const least = (counts: Readonly<Record<string, number>>) =>
    held.reduce<Record<string, number>>(
      (found, { lane }) => ({
        ...found,
        [lane]: Math.max(found[lane] ?? 0, held.filter((one) => one.lane === lane).length),
      }),
      { ...counts },
    );
  return {
    ...{ ...story, amount: amount === 0n ? 1n : amount, spender: kind === "transfer" ? story.spender : undefined },
    ...{ holders: least(holders), holdersThere: least(holdersThere), holdersTogether },
  };
}
