import { type AbiFunction, type Address, type ContractFunctionName, toFunctionSelector } from "viem";
import { accessManagerAbi, positionBookAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { MANAGER_ROLES, type ManagerRole } from "../change/managerRoles.js";
import { type CallInvalidError } from "../errors/index.js";

type BookFunction = ContractFunctionName<typeof positionBookAbi, "nonpayable">;

/**
 * What members of a manager's roles may call at a position book. Whoever may put rules in force may put limits in force, and say what counts; whoever
 * keeps records of investors states who aggregates whom, and who hedges; the transfer agent carries out orders, and reports what a lot counts. `sync` is
 * anybody's, `move` the engine's.
 */
export const POSITION_ROLES = {
  ruleAuthor: ["openUnderlying", "setUnderlying", "setMonthLimits", "openProduct", "closeProduct", "retirePage"],
  registrar: ["stateAggregators", "exempt"],
  transferAgent: ["orderHalt", "setRatio"],
} as const satisfies Partial<Record<ManagerRole, readonly BookFunction[]>>;

export type ConfigurePositionsParameters = {
  /** The AccessManager that is the book's authority. */
  readonly manager: Address;
  /** The position book. */
  readonly book: Address;
};
export type ConfigurePositionsReturnType = readonly Call[];
export type ConfigurePositionsErrorType = CallInvalidError;

/**
 * Builds the calls that say, as `POSITION_ROLES` has it, who may call what at a position book. Sender: the manager's administrator.
 *
 * @throws {CallInvalidError} when an address is none.
 */
export function configurePositions({ manager, book }: ConfigurePositionsParameters): ConfigurePositionsReturnType {
  return (Object.keys(POSITION_ROLES) as (keyof typeof POSITION_ROLES)[]).map((role) => {
    const names: readonly string[] = POSITION_ROLES[role];
    const selectors = positionBookAbi
      .filter((item): item is typeof item & AbiFunction => item.type === "function" && names.includes(item.name))
      .map((item) => toFunctionSelector(item));
    const args = [book, selectors, MANAGER_ROLES[role].id] as const;
    return encodeCall(manager, { abi: accessManagerAbi, functionName: "setTargetFunctionRole", args });
  });
}
