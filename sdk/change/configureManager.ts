import { type Address } from "viem";
import { accessManagerAbi } from "../abis/index.js";
import { type CallInvalidError, type ParameterInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";
import { checkRoleDelay } from "./checkRoleDelay.js";
import { configureToken } from "./configureToken.js";
import { MANAGER_ROLE_NAMES, MANAGER_ROLES, type ManagerRole } from "./managerRoles.js";
import { roleSelectors } from "./roleSelectors.js";

/** Who has a role. */
export type RoleMember = {
  readonly role: ManagerRole;
  readonly account: Address;
  /** Seconds between scheduling an operation and its execution; it expires a week after. 0: acts at once. */
  readonly delay: bigint;
};

export type ConfigureManagerParameters = {
  readonly manager: Address;
  readonly engine: Address;
  /** Tokens of the issuer; those deployed later by `configureToken`. */
  readonly tokens?: readonly Address[] | undefined;
  readonly members: readonly RoleMember[];
};
export type ConfigureManagerReturnType = readonly Call[];
export type ConfigureManagerErrorType = CallInvalidError | ParameterInvalidError;

/**
 * Builds the calls that set a fresh AccessManager up as `MANAGER_ROLES` says, in order. Sender: its administrator.
 *
 * The guardian may veto every delayed operation. So that the stewards' delay is one for the administrator too, new stewards wait as long before
 * they have the role, and what roles may call at the engine changes only after that time; both hold from five days after the call, which is how
 * AccessManager changes its own delays.
 *
 * @throws {ParameterInvalidError} when a guardian has a delay, or a steward has none.
 * @throws {CallInvalidError} when an address is none, or a delay does not fit.
 */
export function configureManager(parameters: ConfigureManagerParameters): ConfigureManagerReturnType {
  const { manager, engine, tokens = [], members } = parameters;
  for (const { role, delay } of members) checkRoleDelay(role, delay);
  const own = MANAGER_ROLE_NAMES.filter((role) => role !== "admin");
  const guardian = MANAGER_ROLES.guardian.id;
  const abi = accessManagerAbi;
  const stewardDelays = members.filter(({ role }) => role === "steward").map(({ delay }) => Number(delay));
  return [
    ...own.map((role) => {
      const { id, label } = MANAGER_ROLES[role];
      return encodeCall(manager, { abi, functionName: "labelRole", args: [id, label] });
    }),
    ...own
      .filter((role) => role !== "guardian")
      .map((role) => {
        return encodeCall(manager, { abi, functionName: "setRoleGuardian", args: [MANAGER_ROLES[role].id, guardian] });
      }),
    ...own
      .filter((role) => MANAGER_ROLES[role].engine.length > 0)
      .map((role) => {
        const args = [engine, roleSelectors({ role, target: "engine" }), MANAGER_ROLES[role].id] as const;
        return encodeCall(manager, { abi, functionName: "setTargetFunctionRole", args });
      }),
    ...tokens.flatMap((token) => configureToken({ manager, token })),
    ...members.map(({ role, account, delay }) => {
      const args = [MANAGER_ROLES[role].id, account, Number(delay)] as const;
      return encodeCall(manager, { abi, functionName: "grantRole", args });
    }),
    ...(stewardDelays.length === 0 ? [] : holdStewards(manager, engine, Math.min(...stewardDelays))),
  ];
}

/** @param delay Seconds. */
function holdStewards(manager: Address, engine: Address, delay: number): readonly Call[] {
  const abi = accessManagerAbi;
  return [
    encodeCall(manager, { abi, functionName: "setGrantDelay", args: [MANAGER_ROLES.steward.id, delay] }),
    encodeCall(manager, { abi, functionName: "setTargetAdminDelay", args: [engine, delay] }),
  ];
}
