import { BASIS_POINTS, readField, RECORD_WORD, type Rule } from "../../sdk/kinds/index.js";
import type { CountrySet, Reading } from "../../sdk/program/index.js";
import type { Situation } from "../../sdk/program/situation.js";

/** As what an investor's units are counted in the sums of a group; all nothing: they are not. */
export type Mark = { readonly counted: boolean; readonly excluded: boolean; readonly weight: bigint };

/** What the meter of a group keeps. */
export type Group = {
  /** Units × weight of the members, units of who is excluded, and of whoever is counted. */
  readonly weighted: bigint;
  readonly excluded: bigint;
  readonly counted: bigint;
  /** As what the two parties were counted last. */
  readonly sender: Mark;
  readonly receiver: Mark;
  /** Basis points that were stated of them; 0: nothing. */
  readonly senderStated: bigint;
  readonly receiverStated: bigint;
};

export const NO_MARK: Mark = { counted: false, excluded: false, weight: 0n };
export const NO_GROUP: Group = {
  ...{ weighted: 0n, excluded: 0n, counted: 0n, sender: NO_MARK, receiver: NO_MARK },
  ...{ senderStated: 0n, receiverStated: 0n },
};

const MOST_SUM = (1n << 128n) - 1n;

/** As what somebody counts by its record of now. */
export function markOf(rule: Rule, sets: readonly CountrySet[], record: bigint, stated: bigint): Mark {
  if (readField(record, RECORD_WORD.investor) === 0n) return NO_MARK;
  const has = (bits: number) => (Number(readField(record, RECORD_WORD.statuses)) & bits) !== 0;
  const { lanes, countrySet, liftedBy, otherBits } = rule;
  const country = Number(readField(record, RECORD_WORD.country));
  const member =
    !has(liftedBy) &&
    (lanes === 0 || ((lanes >> Number(readField(record, RECORD_WORD.lane))) & 1) !== 0) &&
    (countrySet === null || (sets[countrySet.set] ?? []).includes(country) !== countrySet.outside);
  const excluded = has(otherBits);
  const whole = stated === 0n ? BASIS_POINTS : stated;
  return { counted: true, excluded, weight: member && !excluded ? whole : 0n };
}

/** A mark as the harness tells it. */
export const markWord = ({ counted, excluded, weight }: Mark): bigint =>
  (counted ? 1n : 0n) | (excluded ? 0x100n : 0n) | (weight << 16n);

type Sums = Pick<Group, "weighted" | "excluded" | "counted">;

/** Sums after so many units went from one mark to another. */
export function shifted({ weighted, excluded, counted }: Sums, units: bigint, from: Mark, to: Mark): Sums {
  const of = (is: boolean) => (is ? units : 0n);
  return {
    weighted: bounded(weighted + units * to.weight - units * from.weight),
    excluded: bounded(excluded + of(to.excluded) - of(from.excluded)),
    counted: bounded(counted + of(to.counted) - of(from.counted)),
  };
}

const bounded = (sum: bigint): bigint => (sum < 0n ? 0n : sum > MOST_SUM ? MOST_SUM : sum);

/** The group with both parties counted as they are now. */
function synced(rule: Rule, sets: readonly CountrySet[], { facts, sender, receiver }: Situation, group: Group): Group {
  const now = (there: unknown, record: bigint, stated: bigint) =>
    there === null ? NO_MARK : markOf(rule, sets, record, stated);
  const from = now(sender, facts.sender, group.senderStated);
  const to = now(receiver, facts.receiver, group.receiverStated);
  const nobody = (mark: Mark) => !mark.counted;
  const first = nobody(from) ? group : shifted(group, facts.senderHolding, group.sender, from);
  const both = nobody(to) ? first : shifted(first, facts.receiverHolding, group.receiver, to);
  return { ...group, ...both, sender: from, receiver: to };
}

/** What the meter shows before a movement between two investors, or of one and the issuer. */
export function groupReading(rule: Rule, sets: readonly CountrySet[], situation: Situation, group: Group): Reading {
  const { weighted, excluded, sender, receiver } = synced(rule, sets, situation, group);
  const is = (mark: Mark) => (mark.excluded ? 1n : 0n);
  return {
    ...{ used: weighted, beside: excluded, fromWeight: sender.weight, toWeight: receiver.weight },
    ...{ fromBeside: is(sender), toBeside: is(receiver) },
  };
}

/** What it keeps after it. */
export function groupAfter(rule: Rule, sets: readonly CountrySet[], situation: Situation, group: Group): Group {
  const now = synced(rule, sets, situation, group);
  return { ...now, ...shifted(now, situation.movement.amount, now.sender, now.receiver) };
}
