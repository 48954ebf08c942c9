import { BASIS_POINTS, MOST_UNITS, type Rule } from "../../sdk/kinds/index.js";
import { type Facts, meterKeyOf, usedWithin } from "../../sdk/program/index.js";
import type { Movement } from "../../sdk/verdict/index.js";
import { DAY } from "./lots.js";
import { type Kept, NOTHING_STATED, type Stated } from "./meters.js";
import { ALLOWING, type Behaviour, plugInsOf } from "./plugIns.js";
import { ALLOWING_BOOK, type BookBehaviour } from "./positions.js";
import type { Random } from "./random.js";
import type { Steered } from "./rules.js";
import { SETS } from "./sets.js";

/** What rules of a case read beside its facts: each finds what those before it have left. */
export type Gathered = {
  /** The rule, with its own meter and answers, or of a meter or contract that is there already: of another limit. */
  readonly take: (steered: Steered, movement: Movement) => Rule;
  /** Another rule on a meter that is there; undefined: none is. */
  readonly further: (facts: Facts) => Steered | undefined;
  /** Whether a rule reads a meter. */
  readonly reads: () => boolean;
  /** @param within The two parties are one. */
  readonly all: (within: boolean) => {
    readonly kept: ReadonlyMap<string, Kept>;
    readonly stated: Stated;
    readonly plugIns: readonly Behaviour[];
    readonly book: BookBehaviour;
  };
};

const OUTFLOWS = ["mostOutflow", "mostOutflowShare", "mostOutflowShareOrVolume"] as const;

export function gathered(random: Random): Gathered {
  const meters = new Map<string, { readonly rule: Rule; readonly kept: Kept }>();
  let stated: Partial<Stated> = {};
  const behaviours: (Behaviour | undefined)[] = [];
  let told: BookBehaviour | undefined;

  const take = ({ rule, facts, meter, answers, book }: Steered, movement: Movement): Rule => {
    told ??= book;
    const place = answers === undefined ? -1 : plugInsOf(movement.token).indexOf(rule.limit);
    if (place >= 0) behaviours[place] ??= answers;
    if (meter === undefined) return rule;
    const { flows, last, group, ...beside } = meter;
    stated = { ...beside, ...stated };
    const key = meterKeyOf({ rules: [rule], countrySets: SETS }, 0);
    const there = meters.get(key);
    if (there !== undefined) return withRoom(random, rule, there.kept, facts, movement);
    meters.set(key, { rule, kept: { flows, last, group } });
    return rule;
  };
  const further = (facts: Facts): Steered | undefined => {
    if (meters.size === 0) return undefined;
    const { rule, kept } = random.pick([...meters.values()]);
    const kind = OUTFLOWS.some((one) => one === rule.kind) ? random.pick(OUTFLOWS) : rule.kind;
    const window =
      rule.window === 0 ? 0 : rule.kind === "mostGroupShare" ? 5000 : random.pick([rule.window, 1, 30, 365]);
    return { rule: { ...rule, kind, window }, facts, meter: kept };
  };
  const all = (within: boolean) => ({
    kept: new Map([...meters].map(([key, { kept }]) => [key, within ? asOne(kept) : kept])),
    stated: { ...NOTHING_STATED, ...stated },
    plugIns: [behaviours[0] ?? ALLOWING, behaviours[1] ?? ALLOWING],
    book: told ?? ALLOWING_BOOK,
  });
  return { take, further, reads: () => meters.size > 0, all };
}

/** The rule with a limit that mostly leaves room for the movement, on a meter that has something else already. */
function withRoom(random: Random, rule: Rule, { flows }: Kept, { time }: Facts, { amount }: Movement): Rule {
  const around = random.oneIn(3) ? BigInt(random.int(3) - 1) : random.amount(1_000_000n);
  const used = rule.window === 0 ? 0n : usedWithin(flows, rule.window, Number(time / DAY));
  const units = (limit: bigint) => ({ ...rule, limit: limit < 0n ? 0n : limit > MOST_UNITS ? MOST_UNITS : limit });
  const { kind } = rule;
  if (kind === "mostOutflow" || kind === "mostInflow") return units(used + amount + around);
  if (kind === "mostPurchasers") return units(used + 1n + (around > 1000n ? 1000n : around));
  if (kind === "mostGroupShare") return { ...rule, limit: random.oneIn(2) ? MOST_UNITS : random.amount(MOST_UNITS) };
  return { ...rule, limit: BASIS_POINTS - BigInt(random.oneIn(2) ? 0 : random.int(5000)) };
}

/** Two parties who are one have one mark. */
const asOne = (kept: Kept): Kept => {
  const { sender, senderStated } = kept.group;
  return { ...kept, group: { ...kept.group, receiver: sender, receiverStated: senderStated } };
};
