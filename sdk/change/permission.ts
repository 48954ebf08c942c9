import {
  type Address,
  type ContractFunctionName,
  decodeAbiParameters,
  getAbiItem,
  type Hex,
  isAddressEqual,
  size,
  slice,
  toFunctionSelector,
} from "viem";
import { accessManagerAbi } from "../abis/index.js";
import { type Reader } from "../reader/index.js";
import { readContract } from "../reader/readContract.js";
import { type Pinned } from "../verdict/index.js";
import { type Call } from "./call.js";

/** What a manager says to a call of an account. */
export type Permission = {
  readonly allowed: boolean;
  /** Seconds between scheduling and executing; 0: at once. */
  readonly delay: bigint;
};

export type PermissionParameters = {
  readonly manager: Address;
  readonly account: Address;
  readonly call: Call;
  readonly at: Pinned;
};

type Name = ContractFunctionName<typeof accessManagerAbi, "nonpayable">;
const selectors = (names: readonly Name[]): ReadonlySet<Hex> =>
  new Set(names.map((name) => toFunctionSelector(getAbiItem({ abi: accessManagerAbi, name }))));
/** Functions of the manager itself for which `canCall` does not speak. */
const OF_ADMIN = selectors(["labelRole", "setRoleAdmin", "setRoleGuardian", "setGrantDelay", "setTargetAdminDelay"]);
const OF_TARGET = selectors(["updateAuthority", "setTargetClosed", "setTargetFunctionRole"]);
const OF_ROLE = selectors(["grantRole", "revokeRole"]);
const ADMIN = 0n;

/**
 * @internal
 * Whether a manager lets an account make a call, and after which delay. Reads `canCall`; of the manager's own functions, of which that does not speak,
 * the role and the delay that `AccessManager._getAdminRestrictions` names.
 */
export async function readPermission(
  reader: Reader,
  { manager, account, call: { to, data }, at }: PermissionParameters,
): Promise<Permission> {
  const contract = { abi: accessManagerAbi, address: manager, wanted: "AccessManager", at } as const;
  const selector = slice(data, 0, 4);
  if (!isAddressEqual(to, manager)) {
    const args = [account, to, selector] as const;
    const [immediate, delay] = await readContract(reader, { ...contract, functionName: "canCall", args });
    return { allowed: immediate || delay > 0, delay: BigInt(delay) };
  }
  const argument = size(data) < 36 ? undefined : slice(data, 4, 36);
  let [role, least] = [ADMIN, 0];
  if (OF_TARGET.has(selector) && argument !== undefined) {
    const [target] = decodeAbiParameters([{ type: "address" }], argument);
    least = await readContract(reader, { ...contract, functionName: "getTargetAdminDelay", args: [target] });
  } else if (OF_ROLE.has(selector) && argument !== undefined) {
    const [granted] = decodeAbiParameters([{ type: "uint64" }], argument);
    role = await readContract(reader, { ...contract, functionName: "getRoleAdmin", args: [granted] });
  } else if (!OF_ADMIN.has(selector)) return { allowed: true, delay: 0n }; // `execute`, `cancel` and the like ask within
  const [member, own] = await readContract(reader, { ...contract, functionName: "hasRole", args: [role, account] });
  return { allowed: member, delay: BigInt(Math.max(own, least)) };
}
