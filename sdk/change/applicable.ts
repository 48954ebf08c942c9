import { isAddressEqual, slice } from "viem";
import { PlanOutdatedError, RoleMissingError } from "../errors/index.js";
import { type Reader } from "../reader/index.js";
import { getCode } from "../reader/getCode.js";
import { type Pinned } from "../verdict/index.js";
import { holds } from "./holds.js";
import { readPermission } from "./permission.js";
import { type Plan } from "./planned.js";
import { type Step, type StepState } from "./step.js";

/**
 * @internal
 * Makes sure, before anything is sent, that a plan is what it was made for, as far as its next steps of one signer go.
 *
 * @param mine Steps of that signer which are not done.
 */
export async function requireApplicable(
  reader: Reader,
  plan: Plan,
  mine: readonly Step[],
  { states, at }: { readonly states: ReadonlyMap<string, StepState>; readonly at: Pinned },
): Promise<void> {
  const moved = plan.steps.flatMap(({ id, title }) => {
    const state = states.get(id)?.state;
    if (state === "cancelled") return [`this was cancelled after it was scheduled: ${title}`];
    return state === "undone" ? [`this was done since, and undone: ${title}`] : [];
  });
  for (const step of mine) {
    moved.push(...(await permissionMoved(reader, plan, step, { states, at })));
    if (states.get(step.id)?.state === "blocked") continue;
    const assumed = await Promise.all(step.assumes.map((one) => holds(reader, one, at)));
    moved.push(
      ...step.assumes.filter((_, index) => assumed[index] === false).map(({ what }) => `it is no more so that ${what}`),
    );
  }
  if (moved.length > 0) throw new PlanOutdatedError({ plan: plan.id, moved: [...new Set(moved)] });
}

async function permissionMoved(
  reader: Reader,
  plan: Plan,
  { id, signer, role, manager, call, delay, title }: Step,
  { states, at }: { readonly states: ReadonlyMap<string, StepState>; readonly at: Pinned },
): Promise<readonly string[]> {
  if (manager === null) return [];
  const before = undone(plan, id, states);
  // What the plan itself does first may be what gives the role.
  if (before.some((step) => isAddressEqual(step.call.to, manager))) return [];
  if (before.length > 0 && (await getCode(reader, { address: manager, at })) === "0x") return [];
  const found = await readPermission(reader, { manager, account: signer, call, at });
  if (!found.allowed)
    throw new RoleMissingError({ role: role ?? `of ${slice(call.data, 0, 4)}`, account: signer, manager });
  if (found.delay === delay) return [];
  return [`${signer} waits ${found.delay} seconds, not ${delay}, for this: ${title}`];
}

/** The steps that a step needs, directly or not, and that are not done. */
function undone({ steps }: Plan, id: string, states: ReadonlyMap<string, StepState>): readonly Step[] {
  const wanted = new Set([id]);
  // Needs come before what needs them.
  for (const step of [...steps].reverse()) if (wanted.has(step.id)) step.needs.forEach((need) => wanted.add(need));
  return steps.filter((step) => step.id !== id && wanted.has(step.id) && states.get(step.id)?.state !== "done");
}
