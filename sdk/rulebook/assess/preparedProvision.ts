import { cite } from "../cite.js";
import type { Duty } from "../effects.js";
import type { Provision } from "../provision.js";
import { compilePredicate, type Test } from "../values/compilePredicate.js";
import { type FactSlot, type FactSlots, nothingGiven } from "../values/context.js";
import type { Predicate } from "../predicates.js";
import { factsRead } from "../values/reads.js";
import { ACTIVITY_DAY } from "../values/wellKnown.js";
import { EVIDENCE } from "./activity.js";
import type { AssessFinding } from "./assessment.js";

export type PreparedRequirement = {
  readonly id: string;
  readonly measure: string;
  readonly test: Test;
  /** As contexts have it. */
  readonly least: number;
  readonly remedy: string | undefined;
};

/** A provision ready to be asked many times. */
export type PreparedProvision = {
  /** Its place among all provisions of the rulebooks. */
  readonly index: number;
  readonly provision: Provision;
  /** Of the provision, and of its effect. */
  readonly id: string;
  readonly type: Provision["effect"]["type"];
  /** The id of the pack or rulebook that it stands in. */
  readonly book: string;
  readonly citation: string;
  /** Of a definition: the facts that it names; undefined: it asks for more, as for a ledger, the day, or who takes part. */
  readonly reads: readonly FactSlot[] | undefined;
  /** Whether it decides: an unverified one does not, unless a named person has accepted it; an unverified exemption never does. */
  readonly decides: boolean;
  readonly when: Test | undefined;
  /** Of an exemption or limit. */
  readonly requires: readonly PreparedRequirement[];
  /** Of a definition: what defines; of a consequence or discretion: when it arises. */
  readonly test: Test | undefined;
  /** Of a definition: whether nothing is so by it, as where the law says that something is no swap. */
  readonly excludes: boolean;
  /** Of a definition. */
  readonly defines: FactSlot | undefined;
  /** What it says where that holds nothing of the activity: made once each. */
  readonly plain: AssessFinding[];
  readonly duties: readonly (Duty & { readonly fromSlot: FactSlot | undefined })[];
};

/** The evidence that a requirement asks for, as a number: 0 belief, 1 attested, 2 verified. */
export const evidenceLevel = (evidence: (typeof EVIDENCE)[number] | undefined): number =>
  evidence === undefined ? 0 : EVIDENCE.length - 1 - EVIDENCE.indexOf(evidence);

const NOTHING: FactSlots = new Map();

/** Whether a test compares nothing but literals, and is false. */
const neverHolds = (predicate: Predicate): boolean =>
  factsRead(predicate).length === 0 && compilePredicate(predicate, NOTHING)(nothingGiven()) === false;

function readsOf(predicates: readonly unknown[], facts: FactSlots): readonly FactSlot[] | undefined {
  if (JSON.stringify(predicates).includes('"meter":')) return undefined;
  const slots = [...new Set(factsRead(predicates))].flatMap((id) => facts.get(id) ?? []);
  return slots.some(({ id, name }) => id === ACTIVITY_DAY || name === "id") ? undefined : slots;
}

export function preparedProvision(
  provision: Provision,
  place: { readonly index: number; readonly book: string; readonly accepted: boolean },
  facts: FactSlots,
): PreparedProvision {
  const { effect, scope, verification } = provision;
  const verified = verification !== "unverified";
  const test = effect.type === "define" ? effect.as : "when" in effect ? effect.when : undefined;
  return {
    ...{
      index: place.index,
      book: place.book,
      provision,
      id: provision.id,
      type: effect.type,
      citation: cite(provision),
    },
    reads: effect.type === "define" ? readsOf([scope.when, effect.as], facts) : undefined,
    decides: verified || (place.accepted && effect.type !== "exempt"),
    when: scope.when === undefined ? undefined : compilePredicate(scope.when, facts),
    requires: ("requires" in effect ? effect.requires : []).map((requirement) => ({
      ...{ id: requirement.id, measure: requirement.measure, remedy: requirement.remedy },
      test: compilePredicate(requirement.test, facts),
      least: evidenceLevel(requirement.evidence),
    })),
    test: test === undefined ? undefined : compilePredicate(test, facts),
    excludes: effect.type === "define" && neverHolds(effect.as),
    plain: [],
    defines: effect.type === "define" ? facts.get(effect.fact) : undefined,
    duties: (effect.type === "consequence" ? effect.duties : []).map((duty) => ({
      ...duty,
      fromSlot: duty.due === undefined ? undefined : facts.get(duty.due.from),
    })),
  };
}
