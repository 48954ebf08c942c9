import { type Address, encodeAbiParameters, type Hex, isAddress } from "viem";
import { CallInvalidError } from "../errors/index.js";
import { deployContract, type Deployment } from "./deployContract.js";

export type DeployManagerParameters = {
  /** Of OpenZeppelin's AccessManager. */
  readonly creationCode: Hex;
  /** Who administers it at first: may set it up, and should then hand over. */
  readonly admin: Address;
  /** 32 bytes; another salt is another manager. Zero if left out. */
  readonly salt?: Hex | undefined;
};
export type DeployManagerReturnType = Deployment;
export type DeployManagerErrorType = CallInvalidError;

/**
 * Builds the call that deploys an issuer's AccessManager. Sender: anybody; only `admin` has a right over it.
 *
 * @throws {CallInvalidError} when the code is empty, the administrator is no address, or the salt has not 32 bytes.
 */
export function deployManager({ creationCode, admin, salt }: DeployManagerParameters): DeployManagerReturnType {
  const contract = "AccessManager";
  if (!isAddress(admin)) {
    const details = `"${String(admin)}" is not an address.`;
    throw new CallInvalidError({ functionName: `constructor of ${contract}`, details });
  }
  return deployContract({ contract, creationCode, args: encodeAbiParameters([{ type: "address" }], [admin]), salt });
}
