import type { Issue } from "../../errors/index.js";
import { Day } from "../dates.js";
import { Num } from "../text.js";
import type { FactSlot, Value } from "../values/context.js";
import { decimal } from "../values/decimal.js";
import type { FactValue, GivenFact, Provenance } from "./activity.js";
import { evidenceLevel } from "./preparedProvision.js";

/** A fact that was given, ready to be compared. */
export type Given = {
  readonly value: Value;
  /** As it was given. */
  readonly stated: FactValue;
  readonly provenance: Provenance;
  /** As contexts have it. */
  readonly level: number;
  /** Whether it holds on the day: known by then, and not out of date. */
  readonly current: boolean;
};

const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value) && Day.safeParse(value).success;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

const WANTED = {
  bool: "true or false",
  number: 'a decimal number as a string, as "0.25"',
  day: "a day of the calendar, as 2026-02-28",
  set: "a list of values",
  enum: "text",
  text: "text",
} as const;

/** A value as the fact's declaration has it; undefined: it is of another type. */
export function valueOf(value: FactValue, { type }: FactSlot): Value | undefined {
  if (type === "bool") return typeof value === "boolean" ? value : undefined;
  if (type === "set") return typeof value === "object" ? value : undefined;
  if (typeof value !== "string") return undefined;
  if (type === "number") return NUMBER.test(value) && Num.safeParse(value).success ? decimal(value) : undefined;
  return type !== "day" || isDay(value) ? value : undefined;
}

export const wrongType = (path: string, value: unknown, { type }: FactSlot): Issue => ({
  path,
  message: `must be ${WANTED[type]}`,
  value,
});

const isRecord = (fact: GivenFact): fact is Extract<GivenFact, { readonly source: string }> =>
  typeof fact === "object" && "source" in fact;

/** @param on The day on which it must hold. @param shared The provenance of facts that do not say it themselves. */
export function givenFact(fact: GivenFact, slot: FactSlot, on: string, shared: Provenance | undefined): Given | Issue {
  const path = `facts["${slot.id}"]`;
  const whole = isRecord(fact) ? fact : shared;
  if (whole === undefined)
    return {
      path,
      message: "has no provenance: give it a source and the day as of which it is true, or give the activity one",
    };
  const given = isRecord(fact) ? fact.value : fact;
  const value = valueOf(given, slot);
  if (value === undefined) return wrongType(path, given, slot);
  const { asOf, until, source, evidence } = whole;
  return {
    value,
    stated: given,
    provenance: { asOf, until, source, evidence },
    level: evidenceLevel(evidence),
    current: asOf <= on && (until === undefined || on <= until),
  };
}
