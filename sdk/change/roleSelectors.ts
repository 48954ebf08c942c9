import { type Abi, type AbiFunction, type Hex, toFunctionSelector } from "viem";
import { securityTokenAbi, weighbridgeAbi } from "../abis/index.js";
import { MANAGER_ROLES, type ManagerRole } from "./managerRoles.js";

export type RoleSelectorsParameters = { readonly role: ManagerRole; readonly target: "engine" | "token" };
export type RoleSelectorsReturnType = readonly Hex[];
export type RoleSelectorsErrorType = never;

/** The selectors that members of a role may call at the engine, or at a token. */
export function roleSelectors({ role, target }: RoleSelectorsParameters): RoleSelectorsReturnType {
  const abi: Abi = target === "engine" ? weighbridgeAbi : securityTokenAbi;
  const names: readonly string[] = MANAGER_ROLES[role][target];
  return abi
    .filter((item): item is AbiFunction => item.type === "function" && names.includes(item.name))
    .map((item) => toFunctionSelector(item));
}
