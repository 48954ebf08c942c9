import { type Address, isAddressEqual } from "viem";
import { RoleMissingError } from "../errors/index.js";
import { type ManagerRole } from "./managerRoles.js";
import { type Observed, type RoleHolder } from "./observed.js";

/** By role, who signs; the first who has the role does. Left out, the first member does. */
export type ChosenSigners = Readonly<Partial<Record<ManagerRole, readonly Address[]>>>;

/**
 * @internal
 * Who signs the steps of a role, and how long the manager makes them wait.
 *
 * @throws {RoleMissingError} when nobody has the role, or none of those who were chosen.
 */
export function signerFor(
  { roles, manager }: Pick<Observed, "roles" | "manager">,
  role: ManagerRole,
  chosen: ChosenSigners = {},
): RoleHolder {
  const members = roles.filter((one) => one.role === role);
  const wanted = chosen[role] ?? [];
  const named = wanted.flatMap((account) => members.find(({ member }) => isAddressEqual(member, account)) ?? []);
  const [first] = wanted.length > 0 ? named : members;
  if (first === undefined) throw new RoleMissingError({ role, account: wanted[0], manager });
  return first;
}
