import { type AbiFunction, type Hex, toFunctionSelector, toFunctionSignature } from "viem";
import { accessManagerAbi, securityTokenAbi, weighbridgeAbi } from "../../abis/index.js";
import { moment } from "../../verdict/words.js";
import { type NextDelay } from "../observed.js";
import { roleOf } from "../observing/readGrants.js";
import { PUBLIC_ROLE } from "../observing/readManager.js";

const ABIS = { engine: weighbridgeAbi, token: securityTokenAbi, manager: accessManagerAbi } as const;
export type Callee = keyof typeof ABIS;

/**
 * @internal
 * A role, as paths and words name it.
 */
export function roleName(roleId: bigint): string {
  if (roleId === PUBLIC_ROLE) return "everybody";
  return roleOf(roleId) ?? String(roleId);
}

/**
 * @internal
 * A function by its name; by its whole signature, if another one has the same name; by its selector, if nobody knows it.
 */
export function functionName(callee: Callee, selector: Hex): string {
  const functions = ABIS[callee].filter((item): item is Extract<typeof item, AbiFunction> => item.type === "function");
  const found = functions.find((item) => toFunctionSelector(item) === selector);
  if (found === undefined) return selector;
  return functions.filter(({ name }) => name === found.name).length === 1 ? found.name : toFunctionSignature(found);
}

/**
 * @internal
 * "172800 seconds"; with what comes: "172800 seconds, 0 seconds from 12 March 2027 at 14:00 UTC on".
 */
export const delayInWords = (delay: bigint, next: NextDelay | null): string =>
  next === null ? seconds(delay) : `${seconds(delay)}, ${seconds(next.delay)} from ${moment(next.from)} on`;

const seconds = (count: bigint): string => `${count} second${count === 1n ? "" : "s"}`;
