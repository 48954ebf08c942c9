import { type Address, type Hex } from "viem";
import { type ManagerRole } from "./managerRoles.js";
import { isDelayed } from "./operation.js";
import { type Plan } from "./planned.js";
import { type StepState } from "./step.js";

/** What somebody can do next. */
export type NextAct = {
  readonly step: Hex;
  readonly title: string;
  readonly signer: Address;
  readonly role: ManagerRole | null;
  readonly act: "send" | "schedule" | "execute";
  /** Unix seconds; null: now. */
  readonly from: bigint | null;
  /** Unix seconds from which the schedule counts no more; null: for ever. */
  readonly until: bigint | null;
};

export type NextActsParameters = { readonly states: readonly StepState[] };
/** In the plan's order. None: the plan is done, or cannot go on. */
export type NextActsReturnType = readonly NextAct[];
export type NextActsErrorType = never;

/**
 * Says who must act next on a plan: every step that waits for nothing but its signer, or for a time. Pure.
 *
 * @example const [next] = nextActs(plan, { states: await status(client, plan) });
 */
export function nextActs(plan: Plan, { states }: NextActsParameters): NextActsReturnType {
  const stateOf = new Map(states.map((state) => [state.step as string, state]));
  return plan.steps.flatMap((step): readonly NextAct[] => {
    const state = stateOf.get(step.id);
    const { id, title, signer, role } = step;
    const next = { step: id, title, signer, role, from: null, until: null };
    const first = isDelayed(step) ? "schedule" : "send";
    if (state?.state === "todo" || state?.state === "expired") return [{ ...next, act: first }];
    if (state?.state === "waiting") return [{ ...next, act: first, from: state.until }];
    if (state?.state !== "scheduled") return [];
    return [{ ...next, act: "execute", from: state.readyAt, until: state.expiresAt }];
  });
}
