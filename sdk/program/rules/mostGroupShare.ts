import { BASIS_POINTS, MOST_UNITS, STRICTLY } from "../../kinds/index.js";
import type { LoadedRule } from "../loadProgram.js";
import { readingOf } from "../readingOf.js";
import { type Situation, supplyAfter } from "../situation.js";
import type { Judge, Room } from "./judge.js";

const atLeastZero = (value: bigint): bigint => (value > 0n ? value : 0n);
const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** Basis points of the share. */
const shareOf = ({ rule }: LoadedRule): bigint => BigInt(rule.window % STRICTLY);
/** What must be left below the share: nothing, or the smallest part of a unit. */
const gapOf = ({ rule }: LoadedRule): bigint => (rule.window >= STRICTLY ? 1n : 0n);

/** Units × weight that the members would hold. */
function heldAfter(one: LoadedRule, situation: Situation): bigint {
  const { used, fromWeight, toWeight } = readingOf(one, situation);
  const { amount } = situation.movement;
  return atLeastZero(used + amount * toWeight - amount * fromWeight);
}

/** Basis points × units that they may hold: both sides are counted in the same ten thousandths of a unit, so that nothing is rounded. */
function mayHold(one: LoadedRule, situation: Situation): bigint {
  const { beside, fromBeside, toBeside } = readingOf(one, situation);
  const { amount } = situation.movement;
  const excluded = atLeastZero(beside + amount * toBeside - amount * fromBeside);
  return shareOf(one) * larger(atLeastZero(supplyAfter(situation) - excluded), one.rule.limit) - gapOf(one);
}

/**
 * Whether the movement can make the share larger: more weight comes than goes, or units leave the base. Of a member that sells to who is excluded both
 * sides fall: the share does not grow if the member weighs no less than the group does.
 */
function grows(one: LoadedRule, situation: Situation): boolean {
  const { used, beside, fromWeight, toWeight, fromBeside, toBeside } = readingOf(one, situation);
  if (toWeight > fromWeight) return true;
  if (toBeside <= fromBeside) return false;
  const base = larger(atLeastZero(situation.facts.supply - beside), one.rule.limit);
  return (fromWeight - toWeight) * base < used;
}

const refuses = (one: LoadedRule, situation: Situation): boolean =>
  grows(one, situation) && heldAfter(one, situation) > mayHold(one, situation);

/**
 * Amounts that pass, solved from held + amount × weight <= share × base, with the floor as base or with what the amount makes of the supply. A mint to
 * who weighs less than the share thins it out, and so does a sale out of what is excluded: there a large amount may pass where a small one does not.
 */
function roomOf(one: LoadedRule, situation: Situation, upTo: bigint): Room {
  if (!grows(one, situation)) return { least: 1n, most: MOST_UNITS };
  const { used, beside, fromWeight, toWeight, fromBeside, toBeside } = readingOf(one, situation);
  const share = shareOf(one);
  const held = used + gapOf(one);
  const weight = toWeight - fromWeight;
  const growth = (situation.movement.kind === "mint" ? 1n : 0n) - toBeside + fromBeside;
  const supply = atLeastZero(situation.facts.supply - beside);
  const byFloor = passing(share * one.rule.limit - held, weight);
  return union(byFloor, passing(share * supply - held, weight - share * growth), upTo);
}

/** Amounts whose `slope` fold is at most `spare`. */
function passing(spare: bigint, slope: bigint): Room {
  if (slope > 0n) return { least: 1n, most: spare < 0n ? 0n : spare / slope };
  if (spare >= 0n) return { least: 1n, most: MOST_UNITS };
  return slope === 0n ? { least: 1n, most: 0n } : { least: (slope + 1n + spare) / slope, most: MOST_UNITS };
}

/** Of two rooms together, if they are apart, the higher one, unless it begins above `upTo`. */
function union(a: Room, b: Room, upTo: bigint): Room {
  const [low, high] = a.least <= b.least ? [a, b] : [b, a];
  if (low.most < low.least) return high;
  if (high.least > low.most + 1n) return high.least > upTo ? low : high;
  return { least: low.least, most: larger(low.most, high.most) };
}

/** Refuses a movement after which the members of a group would hold more than their share. */
export const mostGroupShare: Judge = {
  refused: (one, _own, situation) => refuses(one, situation),
  /** Units, rounded up. */
  measured: (one, _own, situation) => (heldAfter(one, situation) + BASIS_POINTS - 1n) / BASIS_POINTS,
  /** Units, rounded down. */
  limit: (one, _own, situation) => mayHold(one, situation) / BASIS_POINTS,
  room: roomOf,
};
