import { ActivityInvalidError } from "../../errors/index.js";
import type { GivenFacts } from "../assess/activity.js";
import type { FactSlots } from "../values/context.js";

/**
 * @internal
 * Refuses values that an enum or a set does not have: none of them is any row's, so that one that was misspelt would hide a row.
 *
 * @throws {ActivityInvalidError} with each place, and the values that there are.
 */
export function checkValues(facts: GivenFacts, slots: FactSlots): void {
  const issues = Object.entries(facts).flatMap(([id, fact]) => {
    const { type, values } = slots.get(id) ?? {};
    if (fact === undefined || values === undefined || (type !== "enum" && type !== "set")) return [];
    const value = typeof fact === "object" && "value" in fact ? fact.value : fact;
    const given: readonly unknown[] = Array.isArray(value) ? value : [value];
    // What is no text at all is of another type, and refused as such.
    if (given.every((one) => typeof one !== "string" || values.includes(one))) return [];
    const which = type === "set" ? "a list of" : "one of";
    return [{ path: `facts["${id}"]`, message: `must be ${which} ${values.join(", ")}`, value }];
  });
  if (issues.length > 0) throw new ActivityInvalidError({ issues });
}
