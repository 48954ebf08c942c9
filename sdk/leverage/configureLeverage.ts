import { type AbiFunction, type Address, type ContractFunctionName, toFunctionSelector } from "viem";
import { accessManagerAbi, leverageRegistryAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { MANAGER_ROLES, type ManagerRole } from "../change/managerRoles.js";
import { type CallInvalidError } from "../errors/index.js";

type LeverageFunction = ContractFunctionName<typeof leverageRegistryAbi, "nonpayable">;

/**
 * What members of a manager's roles may call at a leverage registry. Whoever may put rules in force may put margin in force; whoever keeps records of
 * investors admits venues; the guardian stops at once. `rotateReporter` is also the reporter's own.
 */
export const LEVERAGE_ROLES = {
  ruleAuthor: ["scheduleRow", "setTier", "schedulePolicy", "mapProduct"],
  registrar: ["admitVenue", "setVenueTerms", "rotateReporter", "setHead"],
  guardian: ["setVenueState", "cancelRow", "announceWindDown", "windDown"],
} as const satisfies Partial<Record<ManagerRole, readonly LeverageFunction[]>>;

export type ConfigureLeverageParameters = {
  /** The AccessManager that is the leverage registry's authority. */
  readonly manager: Address;
  /** The leverage registry. */
  readonly leverage: Address;
};
export type ConfigureLeverageReturnType = readonly Call[];
export type ConfigureLeverageErrorType = CallInvalidError;

/**
 * Builds the calls that say, as `LEVERAGE_ROLES` has it, who may call what at a leverage registry. Sender: the manager's administrator.
 *
 * @throws {CallInvalidError} when an address is none.
 */
export function configureLeverage({ manager, leverage }: ConfigureLeverageParameters): ConfigureLeverageReturnType {
  return (Object.keys(LEVERAGE_ROLES) as (keyof typeof LEVERAGE_ROLES)[]).map((role) => {
    const names: readonly string[] = LEVERAGE_ROLES[role];
    const selectors = leverageRegistryAbi
      .filter((item): item is typeof item & AbiFunction => item.type === "function" && names.includes(item.name))
      .map((item) => toFunctionSelector(item));
    const args = [leverage, selectors, MANAGER_ROLES[role].id] as const;
    return encodeCall(manager, { abi: accessManagerAbi, functionName: "setTargetFunctionRole", args });
  });
}
