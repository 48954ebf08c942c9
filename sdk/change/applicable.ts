import { type Address, isAddressEqual, slice } from "viem";
import { PlanOutdatedError, RoleMissingError } from "../errors/index.js";
import { type Reader } from "../reader/index.js";
import { getCode } from "../reader/getCode.js";
import { moment, type Pinned } from "../verdict/index.js";
import { holds } from "./holds.js";
import { type Permission, readPermission } from "./permission.js";
import { type Plan } from "./planned.js";
import { type Step, type StepState } from "./step.js";

/**
 * @internal
 * Makes sure, before anything is sent, that a plan is what it was made for, whoever signs its steps: none is begun that cannot be finished.
 *
 * @param among The steps that are looked at, of those which are not done.
 */
export async function requireApplicable(
  reader: Reader,
  plan: Plan,
  among: readonly Step[],
  { states, at }: { readonly states: ReadonlyMap<string, StepState>; readonly at: Pinned },
): Promise<void> {
  const moved = plan.steps.flatMap(({ id, title, notAfter }) => {
    const state = states.get(id)?.state;
    if (state === "cancelled") return [`this was cancelled after it was scheduled: ${title}`];
    if (state === "missed" && notAfter !== undefined) return [`this could be done until ${moment(notAfter)}: ${title}`];
    return state === "undone" ? [`this was done since, and undone: ${title}`] : [];
  });
  const asked = new Map<string, Promise<Permission>>();
  const permissionOf = (manager: Address, { signer, call }: Step): Promise<Permission> => {
    // One answer holds for a function of a target; of the manager's own functions it depends on what they are called with.
    const what = isAddressEqual(call.to, manager) ? call.data : slice(call.data, 0, 4);
    const key = [manager, signer, call.to, what].join();
    const answer = asked.get(key) ?? readPermission(reader, { manager, account: signer, call, at });
    asked.set(key, answer);
    return answer;
  };
  for (const step of among) {
    const state = states.get(step.id)?.state;
    if (state === "done") continue;
    const { manager } = step;
    if (manager !== null && (await isGiven(reader, plan, step, { states, at })))
      moved.push(...requirePermission(step, manager, await permissionOf(manager, step)));
    if (state === "blocked") continue;
    const assumed = await Promise.all(step.assumes.map((one) => holds(reader, one, at)));
    moved.push(
      ...step.assumes.filter((_, index) => assumed[index] === false).map(({ what }) => `it is no more so that ${what}`),
    );
  }
  if (moved.length > 0) throw new PlanOutdatedError({ plan: plan.id, moved: [...new Set(moved)] });
}

/** Whether the manager can be asked now: what the plan does first may be what gives the role. */
async function isGiven(
  reader: Reader,
  plan: Plan,
  { id, manager }: Step,
  { states, at }: { readonly states: ReadonlyMap<string, StepState>; readonly at: Pinned },
): Promise<boolean> {
  const before = undone(plan, id, states);
  if (manager === null || before.some((step) => isAddressEqual(step.call.to, manager))) return false;
  return before.length === 0 || (await getCode(reader, { address: manager, at })) !== "0x";
}

/** What is another permission than the plan says. */
function requirePermission(
  { signer, role, call, delay, title }: Step,
  manager: Address,
  { allowed, delay: found }: Permission,
): readonly string[] {
  if (!allowed) throw new RoleMissingError({ role: role ?? `of ${slice(call.data, 0, 4)}`, account: signer, manager });
  return found === delay ? [] : [`${signer} waits ${found} seconds, not ${delay}, for this: ${title}`];
}

/** The steps that a step needs, directly or not, and that are not done. */
function undone({ steps }: Plan, id: string, states: ReadonlyMap<string, StepState>): readonly Step[] {
  const wanted = new Set([id]);
  // Needs come before what needs them.
  for (const step of [...steps].reverse()) if (wanted.has(step.id)) step.needs.forEach((need) => wanted.add(need));
  return steps.filter((step) => step.id !== id && wanted.has(step.id) && states.get(step.id)?.state !== "done");
}
