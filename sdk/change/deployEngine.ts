import { encodeAbiParameters, type Hex, keccak256, zeroAddress } from "viem";
import { type CallInvalidError } from "../errors/index.js";
import { deployContract, type Deployment } from "./deployContract.js";
import { TOKEN_PARAMETERS } from "./deployToken.js";

export type DeployEngineParameters = {
  /** Creation code of each contract, without constructor arguments: `creationCode` of `weighbridge/bytecode/<Contract>.json`. */
  readonly creationCode: {
    readonly WeighbridgeMeters: Hex;
    readonly WeighbridgeRehearsals: Hex;
    readonly WeighbridgeHeadroom: Hex;
    readonly WeighbridgeEnrolment: Hex;
    readonly WeighbridgeAdmin: Hex;
    readonly Weighbridge: Hex;
    readonly SecurityTokenSurfaces: Hex;
    readonly SecurityToken: Hex;
    readonly TokenFactory: Hex;
  };
  /** 32 bytes; another salt is another copy, for an issuer who wants one. Zero if left out. */
  readonly salt?: Hex | undefined;
};
export type DeployEngineReturnType = {
  /** The sixth half, reached through the fifth, and at once where a movement reads or moves meters. */
  readonly metersHalf: Deployment;
  /** The fifth half, reached through the fourth. */
  readonly rehearsalsHalf: Deployment;
  /** The fourth half, reached through the third. */
  readonly headroomHalf: Deployment;
  /** The third half, reached through the admin half. */
  readonly enrolment: Deployment;
  readonly admin: Deployment;
  readonly engine: Deployment;
  /** The other half of every token. */
  readonly surfaces: Deployment;
  /** Whose code clones run. */
  readonly implementation: Deployment;
  readonly factory: Deployment;
};
export type DeployEngineErrorType = CallInvalidError;

/**
 * Builds the calls that deploy the engine: its sixth half, its fifth half, its fourth half, its third half, its admin half, the engine, what its tokens have in common, their factory, in this order. Sender:
 * anybody; nobody owns what comes of it. With equal code and salt the addresses are equal on every chain.
 *
 * @throws {CallInvalidError} when a creation code is empty, or the salt has not 32 bytes.
 */
export function deployEngine({ creationCode, salt }: DeployEngineParameters): DeployEngineReturnType {
  const metersHalf = deployContract({
    contract: "WeighbridgeMeters",
    creationCode: creationCode.WeighbridgeMeters,
    salt,
  });
  const rehearsalsHalf = deployContract({
    contract: "WeighbridgeRehearsals",
    creationCode: creationCode.WeighbridgeRehearsals,
    args: encodeAbiParameters([{ type: "address" }], [metersHalf.address]),
    salt,
  });
  const headroomHalf = deployContract({
    contract: "WeighbridgeHeadroom",
    creationCode: creationCode.WeighbridgeHeadroom,
    args: encodeAbiParameters([{ type: "address" }, { type: "address" }], [rehearsalsHalf.address, metersHalf.address]),
    salt,
  });
  const enrolment = deployContract({
    contract: "WeighbridgeEnrolment",
    creationCode: creationCode.WeighbridgeEnrolment,
    args: encodeAbiParameters([{ type: "address" }], [headroomHalf.address]),
    salt,
  });
  const admin = deployContract({
    contract: "WeighbridgeAdmin",
    creationCode: creationCode.WeighbridgeAdmin,
    args: encodeAbiParameters([{ type: "address" }], [enrolment.address]),
    salt,
  });
  const engine = deployContract({
    contract: "Weighbridge",
    creationCode: creationCode.Weighbridge,
    args: encodeAbiParameters([{ type: "address" }, { type: "address" }], [admin.address, metersHalf.address]),
    salt,
  });
  const surfaces = deployContract({
    contract: "SecurityTokenSurfaces",
    creationCode: creationCode.SecurityTokenSurfaces,
    args: encodeAbiParameters([{ type: "address" }], [engine.address]),
    salt,
  });
  const implementation = deployContract({
    contract: "SecurityToken",
    creationCode: creationCode.SecurityToken,
    args: encodeAbiParameters(TOKEN_PARAMETERS, [surfaces.address, zeroAddress, "", "", 0]),
    salt,
  });
  const factory = deployContract({
    contract: "TokenFactory",
    creationCode: creationCode.TokenFactory,
    args: encodeAbiParameters(
      [{ type: "address" }, { type: "bytes32" }],
      [implementation.address, keccak256(creationCode.SecurityToken)],
    ),
    salt,
  });
  return { metersHalf, rehearsalsHalf, headroomHalf, enrolment, admin, engine, surfaces, implementation, factory };
}
