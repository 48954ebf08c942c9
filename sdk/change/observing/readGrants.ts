import { type Address } from "viem";
import { type ReadAt, type Reader } from "../../reader/index.js";
import { MANAGER_ROLE_NAMES, MANAGER_ROLES, type ManagerRole } from "../managerRoles.js";
import { type Grant, type RoleHolder } from "../observed.js";
import { askManager } from "./askManager.js";
import { type ManagerEvent } from "./readManager.js";

/**
 * @internal
 * What the manager's own state says of everybody who was ever granted a role.
 */
export async function readGrants(
  reader: Reader,
  { manager, events }: { readonly manager: Address; readonly events: readonly ManagerEvent[] },
  on: ReadAt,
): Promise<readonly Grant[]> {
  const pairs = new Map<string, readonly [bigint, Address]>();
  for (const { eventName, args } of events)
    if (eventName === "RoleGranted") pairs.set(`${args.roleId} ${args.account}`, [args.roleId, args.account]);
  const asked = [...pairs.values()];
  const answers = await askManager(reader, { manager, functionName: "getAccess", asked }, on);
  return answers
    .flatMap(([since, delay, next, from], index): readonly Grant[] => {
      const [roleId, member] = asked[index] as readonly [bigint, Address];
      // Who was revoked is since never.
      if (since === 0) return [];
      const nextDelay = from === 0 ? null : { delay: BigInt(next), from: BigInt(from) };
      return [{ roleId, role: roleOf(roleId), member, since: BigInt(since), delay: BigInt(delay), nextDelay }];
    })
    .sort((a, b) => Number(a.roleId - b.roleId) || (a.member.toLowerCase() < b.member.toLowerCase() ? -1 : 1));
}

/**
 * @internal
 * The role of this number; null: none of ours.
 */
export const roleOf = (roleId: bigint): ManagerRole | null =>
  MANAGER_ROLE_NAMES.find((role) => MANAGER_ROLES[role].id === roleId) ?? null;

/**
 * @internal
 * Who has a role now.
 *
 * @param time Unix seconds.
 */
export const roleHolders = (grants: readonly Grant[], time: bigint): readonly RoleHolder[] =>
  grants.flatMap(({ role, member, since, delay }) => (role === null || since > time ? [] : [{ role, member, delay }]));
