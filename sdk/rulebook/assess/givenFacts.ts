import { z } from "zod";
import type { Issue } from "../../errors/index.js";
import { MOST_DIGITS, NUMBER } from "../text.js";
import type { FactSlot, Value } from "../values/context.js";
import { decimal } from "../values/decimal.js";
import type { FactValue, GivenFact, Provenance } from "./activity.js";
import { evidenceLevel } from "./preparedProvision.js";

/** Where given facts come from, and what that is worth on the day. */
export type Known = {
  readonly provenance: Provenance;
  /** As contexts have it. */
  readonly level: number;
  /** Whether it holds on the day: known by then, and not out of date. */
  readonly current: boolean;
};

/** A fact that was given, ready to be compared. */
export type Given = {
  readonly slot: FactSlot;
  readonly value: Value;
  /** As it was given. */
  readonly stated: FactValue;
  readonly known: Known;
  /** Whether it was asked for. */
  read: boolean;
};

const WANTED = {
  bool: "true or false",
  number: 'a decimal number as a string, as "0.25"',
  day: "a day of the calendar, as 2026-02-28",
  set: "a list of values, none of them twice",
  enum: "text",
  text: "text",
} as const;

export const isNumber = (value: unknown) =>
  typeof value === "string" && value.length <= MOST_DIGITS && NUMBER.test(value);

const isListed = (value: unknown, { values }: FactSlot) =>
  typeof value === "string" && (values === undefined || values.has(value));

/** Whether a value is of the type that the fact's declaration has, and one of those that it lists. */
export function isValueOf(value: FactValue, slot: FactSlot): boolean {
  const { type } = slot;
  if (type === "bool") return typeof value === "boolean";
  if (type === "enum") return isListed(value, slot);
  if (type === "number") return isNumber(value);
  if (type !== "set") return typeof value === "string" && (type !== "day" || z.core.regexes.date.test(value));
  if (!Array.isArray(value)) return false;
  return value.every((one) => isListed(one, slot)) && (value.length < 2 || new Set(value).size === value.length);
}

/** A value of that type, ready to be compared. */
export const valueOf = (value: FactValue, { type }: FactSlot): Value =>
  type === "number" && typeof value === "string" ? decimal(value) : value;

export function wrongValue(path: string, value: unknown, { type, values }: FactSlot): Issue {
  const listed = values === undefined ? "" : [...values].join(", ");
  const wanted = type === "enum" && listed !== "" ? `one of ${listed}` : WANTED[type];
  return { path, message: `must be ${wanted}${type === "set" && listed !== "" ? `, of ${listed}` : ""}`, value };
}

export const undeclared = (path: string): Issue => ({ path, message: "names no fact that is declared" });

/** @param on The day on which facts must hold. */
export const knownBy = ({ asOf, until, source, evidence }: Provenance, on: string): Known => ({
  provenance: { asOf, until, source, evidence },
  level: evidenceLevel(evidence),
  current: asOf <= on && (until === undefined || on <= until),
});

/** A provenance that ends before it begins holds on no day. */
export const endsEarly = (path: string, { asOf, until }: Provenance): readonly Issue[] =>
  until === undefined || until >= asOf
    ? []
    : [{ path: `${path}.until`, message: `is before ${asOf}, the day as of which it is true`, value: until }];

/** A fact with its own provenance. */
type Stated = Extract<GivenFact, { readonly source: string }>;
const isStated = (fact: GivenFact): fact is Stated => typeof fact === "object" && "source" in fact;

/** @param shared Of facts that do not say it themselves. */
export function givenFact(fact: GivenFact, slot: FactSlot, on: string, shared: Known | undefined): Given | Issue {
  const stated = isStated(fact) ? fact.value : fact;
  const known = isStated(fact) ? knownBy(fact, on) : shared;
  if (isStated(fact) && fact.until !== undefined && fact.until < fact.asOf) {
    const [early] = endsEarly(`facts["${slot.id}"]`, fact);
    if (early !== undefined) return early;
  }
  if (known !== undefined && isValueOf(stated, slot))
    return { slot, value: valueOf(stated, slot), stated, known, read: false };
  const path = `facts["${slot.id}"]`;
  if (known !== undefined) return wrongValue(path, stated, slot);
  const message = "has no provenance: give it a source and the day as of which it is true, or give the activity one";
  return { path, message };
}
