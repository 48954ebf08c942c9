import { type Issue, PlanInvalidError } from "../errors/index.js";
import { issuesOf } from "../rulebook/issues.js";
import { type Plan, planned } from "./planned.js";
import { PlanText } from "./planSchema.js";
import { stepOf } from "./step.js";

export type ParsePlanReturnType = Plan;
export type ParsePlanErrorType = PlanInvalidError;

/**
 * Checks that a value is a plan as it was made, and types it. Its id is the hash of all of it, words included, and each step's that of what it does: a
 * plan that somebody edited is refused. Pure.
 *
 * @param input What `JSON.parse` made of a plan's file.
 * @throws {PlanInvalidError} when a part is missing, unknown or changed. Lists every issue with its path.
 * @example
 * const plan = parsePlan(JSON.parse(readFileSync("plans/0x….json", "utf8")));
 */
export function parsePlan(input: unknown): ParsePlanReturnType {
  const parsed = PlanText.safeParse(input);
  if (!parsed.success) throw new PlanInvalidError({ issues: issuesOf(parsed.error, input) });
  const plan: Plan = parsed.data;
  const issues = [...stepIssues(plan), ...idIssues(plan)];
  if (issues.length > 0) throw new PlanInvalidError({ issues });
  return plan;
}

function stepIssues({ steps }: Plan): readonly Issue[] {
  const known = new Set<string>();
  return steps.flatMap((step, index) => {
    const path = `steps[${index}]`;
    const { id } = stepOf(step);
    const found: Issue[] = step.needs.flatMap((need, place) =>
      known.has(need) ? [] : [{ path: `${path}.needs[${place}]`, message: "is no step before this one", value: need }],
    );
    if (id !== step.id) found.push({ path: `${path}.id`, message: `is not that of the step, ${id}`, value: step.id });
    if (known.has(step.id)) found.push({ path: `${path}.id`, message: "is that of a step before it", value: step.id });
    known.add(step.id);
    return found;
  });
}

function idIssues(plan: Plan): readonly Issue[] {
  const { id } = planned(plan);
  return id === plan.id ? [] : [{ path: "id", message: `is not that of the plan, ${id}`, value: plan.id }];
}
