import { type Address } from "viem";
import { accessManagerAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";
import { MANAGER_ROLE_NAMES, MANAGER_ROLES } from "./managerRoles.js";
import { roleSelectors } from "./roleSelectors.js";

export type ConfigureTokenParameters = {
  readonly manager: Address;
  readonly token: Address;
};
export type ConfigureTokenReturnType = readonly Call[];
export type ConfigureTokenErrorType = CallInvalidError;

/**
 * Builds the calls that tell a manager which role may call what at one token of its issuer: `MANAGER_ROLES`. Sender: the manager's administrator.
 *
 * @throws {CallInvalidError} when an address is none.
 */
export function configureToken({ manager, token }: ConfigureTokenParameters): ConfigureTokenReturnType {
  return MANAGER_ROLE_NAMES.filter((role) => MANAGER_ROLES[role].token.length > 0).map((role) =>
    encodeCall(manager, {
      abi: accessManagerAbi,
      functionName: "setTargetFunctionRole",
      args: [token, roleSelectors({ role, target: "token" }), MANAGER_ROLES[role].id],
    }),
  );
}
