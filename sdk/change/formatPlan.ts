import { type PlanInvalidError } from "../errors/index.js";
import { parsePlan } from "./parsePlan.js";
import { type Plan, plainJson } from "./planned.js";

export type FormatPlanReturnType = string;
export type FormatPlanErrorType = PlanInvalidError;

/**
 * The text of a plan's file: `parsePlan` of its JSON gives the plan back, and equal plans have equal texts. Times, delays and block numbers are numbers,
 * wei decimal strings. Pure.
 *
 * @throws {PlanInvalidError} when `parsePlan` would refuse it.
 * @example writeFileSync(`plans/${plan.id}.json`, formatPlan(plan));
 */
export const formatPlan = (plan: Plan): FormatPlanReturnType =>
  `${JSON.stringify(plainJson(parsePlan(plainJson(plan))), null, 2)}\n`;
