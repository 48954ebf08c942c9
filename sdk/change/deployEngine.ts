import { encodeAbiParameters, type Hex, keccak256 } from "viem";
import { type CallInvalidError } from "../errors/index.js";
import { deployContract, type Deployment } from "./deployContract.js";

export type DeployEngineParameters = {
  /** Creation code of each contract, without constructor arguments. */
  readonly creationCode: {
    readonly WeighbridgeAdmin: Hex;
    readonly Weighbridge: Hex;
    readonly TokenFactory: Hex;
    readonly SecurityToken: Hex;
  };
  /** 32 bytes; another salt is another copy, for an issuer who wants one. Zero if left out. */
  readonly salt?: Hex | undefined;
};
export type DeployEngineReturnType = {
  readonly admin: Deployment;
  readonly engine: Deployment;
  readonly factory: Deployment;
};
export type DeployEngineErrorType = CallInvalidError;

/**
 * Builds the calls that deploy the engine: its admin half, the engine, the factory of its tokens, in this order. Sender: anybody; nobody owns
 * what comes of it. With equal code and salt the addresses are equal on every chain.
 *
 * @throws {CallInvalidError} when a creation code is empty, or the salt has not 32 bytes.
 */
export function deployEngine({ creationCode, salt }: DeployEngineParameters): DeployEngineReturnType {
  const admin = deployContract({ contract: "WeighbridgeAdmin", creationCode: creationCode.WeighbridgeAdmin, salt });
  const engine = deployContract({
    contract: "Weighbridge",
    creationCode: creationCode.Weighbridge,
    args: encodeAbiParameters([{ type: "address" }], [admin.address]),
    salt,
  });
  const factory = deployContract({
    contract: "TokenFactory",
    creationCode: creationCode.TokenFactory,
    args: encodeAbiParameters(
      [{ type: "address" }, { type: "bytes32" }],
      [engine.address, keccak256(creationCode.SecurityToken)],
    ),
    salt,
  });
  return { admin, engine, factory };
}
