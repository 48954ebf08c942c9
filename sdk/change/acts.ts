import { type Address, isAddressEqual } from "viem";
import { type Call } from "./call.js";
import { isDelayed, scheduleCall } from "./operation.js";
import { type Plan } from "./planned.js";
import { type Step, type StepState } from "./step.js";

/** One call that is still to be made for a step. */
export type Act = {
  readonly step: Step;
  /** A delayed step is scheduled first, and executed when its delay is over. */
  readonly act: "send" | "schedule" | "execute";
  readonly call: Call;
  /** What is of one round can be made at once, in order; before the next one somebody waits, for a time or for another signer. */
  readonly round: number;
};

export type ActsParameters = {
  readonly states?: readonly StepState[] | undefined;
  readonly time?: bigint | undefined;
  readonly batcher?: Address | undefined;
};

/**
 * @internal
 * The calls that are left of a plan, in the order in which they can be made.
 *
 * @param parameters.states As `status` gives them; left out: nothing is done.
 * @param parameters.time Unix seconds: what is ready then need not be waited for. Left out: when the plan was made.
 * @param parameters.batcher Who makes all its calls of a round in one transaction, between those of others; left out: each call is a transaction of its own.
 */
export function actsOf(plan: Plan, { states = [], time = plan.seen.time, batcher }: ActsParameters): readonly Act[] {
  const stateOf = new Map(states.map((state) => [state.step as string, state]));
  const batches = ({ signer }: Step) => batcher !== undefined && isAddressEqual(signer, batcher);
  const after = new Map<string, { readonly round: number; readonly step: Step }>();
  const acts = plan.steps.flatMap((step): readonly Act[] => {
    const state = stateOf.get(step.id);
    if (state?.state === "done") return [];
    const needs = step.needs.flatMap((need) => after.get(need) ?? []);
    const round = Math.max(0, ...needs.map((need) => need.round + (batches(step) && !batches(need.step) ? 1 : 0)));
    const made = ofStep(step, state, { round, time });
    after.set(step.id, { step, round: made.at(-1)?.round ?? round });
    return made;
  });
  return [...acts].sort((one, other) => one.round - other.round);
}

function ofStep(
  step: Step,
  state: StepState | undefined,
  { round, time }: { readonly round: number; readonly time: bigint },
): readonly Act[] {
  const { call, notBefore, readyAt } = step;
  const from = (ready: bigint) => (ready > time ? round + 1 : round);
  // A time that only the chain tells is known when nothing else is waited for.
  const unknown = readyAt !== undefined && state?.state !== "todo" && state?.state !== "waiting";
  const until = state?.state === "waiting" ? state.until : (notBefore ?? 0n);
  if (!isDelayed(step)) return [{ step, act: "send", call, round: unknown ? round + 1 : from(until) }];
  if (state?.state === "scheduled") return [{ step, act: "execute", call, round: from(state.readyAt) }];
  return [
    { step, act: "schedule", call: scheduleCall(step), round },
    { step, act: "execute", call, round: round + 1 },
  ];
}
