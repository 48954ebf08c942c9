import { type Address, concat, encodeAbiParameters, getContractAddress, type Hex, zeroHash } from "viem";
import { tokenFactoryAbi } from "../abis/index.js";
import { CallInvalidError } from "../errors/index.js";
import { boundSalt } from "./boundSalt.js";
import { encodeCall } from "./call.js";
import { type Deployment } from "./deployContract.js";

export type DeployTokenParameters = {
  readonly factory: Address;
  /** The other half of every token of the factory, as `deployEngine` says it. */
  readonly surfaces: Address;
  /** Of SecurityToken, without constructor arguments: `creationCode` of `weighbridge/bytecode/SecurityToken.json`. */
  readonly creationCode: Hex;
  /** Who will send the call: the address depends on it. */
  readonly deployer: Address;
  /** The issuer's AccessManager: the only authority under which the token can be admitted to a registry. */
  readonly initialAuthority: Address;
  readonly name: string;
  readonly symbol: string;
  /** 1 token is 10 ** decimals units; 0..255. */
  readonly decimals: number;
  /** 32 bytes; another salt is another token. Zero if left out. */
  readonly salt?: Hex | undefined;
};
/** What the constructor of SecurityToken takes: surfaces, initial authority, name, symbol, decimals. */
export const TOKEN_PARAMETERS = [
  { type: "address" },
  { type: "address" },
  { type: "string" },
  { type: "string" },
  { type: "uint8" },
] as const;

export type DeployTokenReturnType = Deployment;
export type DeployTokenErrorType = CallInvalidError;

/**
 * Builds the call that deploys a security token, and says where it will be. Sender: `deployer`, who has no right over the token by that: its
 * authority is named when a registry admits it.
 *
 * @throws {CallInvalidError} when an address is none, the salt has not 32 bytes, or a number does not fit.
 */
export function deployToken(parameters: DeployTokenParameters): DeployTokenReturnType {
  const { factory, creationCode, initialAuthority, name, symbol, decimals, salt = zeroHash } = parameters;
  const call = encodeCall(factory, {
    abi: tokenFactoryAbi,
    functionName: "deploy",
    args: [creationCode, salt, initialAuthority, name, symbol, decimals],
  });
  return { contract: "SecurityToken", address: addressOf({ ...parameters, salt }), call };
}

/** As `TokenFactory.predict`. */
function addressOf({
  factory,
  surfaces,
  creationCode,
  deployer,
  initialAuthority,
  name,
  symbol,
  decimals,
  salt = zeroHash,
}: DeployTokenParameters) {
  try {
    return getContractAddress({
      opcode: "CREATE2",
      from: factory,
      salt: boundSalt(deployer, salt),
      bytecode: concat([
        creationCode,
        encodeAbiParameters(TOKEN_PARAMETERS, [surfaces, initialAuthority, name, symbol, decimals]),
      ]),
    });
  } catch (cause) {
    throw new CallInvalidError({ functionName: "deploy", cause });
  }
}
