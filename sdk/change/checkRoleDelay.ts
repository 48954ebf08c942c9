import { ParameterInvalidError } from "../errors/index.js";
import { MANAGER_ROLES, type ManagerRole } from "./managerRoles.js";

/**
 * @internal
 * Whether members of a role may wait so long.
 *
 * @param delay Seconds.
 * @throws {ParameterInvalidError} when a guardian has a delay, or a steward has none.
 */
export function checkRoleDelay(role: ManagerRole, delay: bigint): void {
  const { delay: rule } = MANAGER_ROLES[role];
  const parameter = `delay of a ${role}`;
  if (rule === "none" && delay !== 0n) {
    const wanted = "0 seconds: who stops must do so at once";
    throw new ParameterInvalidError({ parameter, value: `${delay} seconds`, wanted });
  }
  if (rule === "required" && delay === 0n) {
    const wanted = "at least 1 second: handing a token over must be seen before it happens";
    throw new ParameterInvalidError({ parameter, value: "0 seconds", wanted });
  }
}
