import type { Judge } from "../assess/judge.js";
import type { LawOnDay } from "../assess/lawOnDay.js";
import type { PreparedProvision } from "../assess/preparedProvision.js";
import { decidedText } from "../values/compilePredicate.js";
import type { FactSlot, Missing, Truth } from "../values/context.js";
import type { Bearer } from "../vocabulary.js";

/** One definition by which somebody or something may have a status. */
export type StatusRoute = {
  readonly provision: string;
  readonly citation: string;
  readonly result: "met" | "failed" | "unknown" | "outsideScope" | "displaced";
  /** An unverified definition says nothing. */
  readonly decides: boolean;
  /** The comparison that decided it. Undefined: unknown. */
  readonly measured: string | undefined;
  readonly cmp: string | undefined;
  readonly limit: string | undefined;
  readonly missing: readonly Missing[];
};

/** A status, with every route to it that the law of the day knows. */
export type Status = {
  /** The fact that it is, as counterparty.accredited. */
  readonly fact: string;
  /** Undefined: unknown. */
  readonly value: boolean | undefined;
  /** Whether it was given, and not only derived. */
  readonly given: boolean;
  readonly routes: readonly StatusRoute[];
  readonly missing: readonly Missing[];
};

const WORDS = new Map<Truth, "met" | "failed" | "unknown">([
  [true, "met"],
  [false, "failed"],
  [undefined, "unknown"],
]);

function routeOf(judge: Judge, one: PreparedProvision): StatusRoute {
  const { when, test, decides, citation, provision } = one;
  const place = { provision: provision.id, citation, decides };
  const nothing = { measured: undefined, cmp: undefined, limit: undefined };
  judge.missing.length = 0;
  if (when?.(judge) === false) return { ...place, ...nothing, result: "outsideScope", missing: [] };
  const truth = test?.(judge);
  const decided = decidedText(judge.decided);
  judge.missing.length = 0;
  const defined = judge.defined(one);
  const displaced = truth === true && defined === false;
  return {
    ...place,
    ...decided,
    result: displaced ? "displaced" : (WORDS.get(defined) ?? "unknown"),
    missing: judge.missing.since(0),
  };
}

/** Every status of a bearer that the law of the day defines, in the order of their names. */
export function statusesOf(judge: Judge, law: LawOnDay, bearer: Bearer): readonly Status[] {
  const slots = new Map<string, FactSlot>();
  for (const { defines } of law.inForce) if (defines?.bearer === bearer) slots.set(defines.id, defines);
  return [...slots.values()]
    .sort((one, other) => (one.id < other.id ? -1 : 1))
    .map((slot) => {
      const routes = (law.definitions[slot.slot] ?? []).map((one) => routeOf(judge, one));
      judge.missing.length = 0;
      const value = judge.fact(slot) as boolean | undefined;
      const missing = value === undefined ? judge.missing.since(0) : [];
      return { fact: slot.id, value, given: judge.given[slot.slot] !== undefined, routes, missing };
    });
}
