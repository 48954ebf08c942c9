import type { Missing } from "../values/context.js";
import type { AssessFinding } from "./assessment.js";
import type { LawOnDay } from "./lawOnDay.js";
import type { PreparedProvision } from "./preparedProvision.js";

/** What a definition says of every activity that gives nothing it may ask for: found once, and shared. */
export type Idle = {
  /** As `Judge.definition` has it. */
  known: boolean | readonly Missing[] | undefined;
  finding: AssessFinding | undefined;
};

/** Slots of the facts that a definition may ask for, and what it says where none of them is given. */
export type Reach = { readonly slots: readonly number[]; readonly idle: Idle };

/** Definitions that one may rest on to be looked through: of more it is seldom that nothing is given. */
const MOST_SEEN = 200;

/**
 * Every fact that a definition may ask for, also through definitions that it rests on or gives way to. Undefined: it may ask for more than facts that
 * are given, as for a ledger, the day, who takes part, or what is claimed.
 */
export function reachOf(
  definition: PreparedProvision,
  { definitions, precedence }: Pick<LawOnDay, "definitions" | "precedence">,
): Reach | undefined {
  const slots = new Set<number>();
  const seen = new Set<PreparedProvision>();
  const rest = [definition];
  for (let one = rest.pop(); one !== undefined; one = rest.pop()) {
    if (seen.has(one)) continue;
    seen.add(one);
    if (seen.size > MOST_SEEN) return undefined;
    if (one.reads === undefined) return undefined;
    for (const { slot } of one.reads) {
      slots.add(slot);
      rest.push(...(definitions[slot] ?? []));
    }
    for (const { by } of precedence[one.index] ?? []) rest.push(by);
  }
  return { slots: [...slots], idle: { known: undefined, finding: undefined } };
}
