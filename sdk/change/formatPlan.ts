import { type Plan, plainJson } from "./planned.js";

export type FormatPlanReturnType = string;
export type FormatPlanErrorType = never;

/**
 * The text of a plan's file: `parsePlan` of its JSON gives the plan back. Times, delays and block numbers are numbers, wei decimal strings. Pure.
 *
 * @example writeFileSync(`plans/${plan.id}.json`, formatPlan(plan));
 */
export const formatPlan = (plan: Plan): FormatPlanReturnType => `${JSON.stringify(plainJson(plan), null, 2)}\n`;
