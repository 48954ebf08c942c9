import {
  type Address,
  concat,
  encodeAbiParameters,
  getContractAddress,
  type Hex,
  numberToHex,
  size,
  zeroHash,
} from "viem";
import { tokenFactoryAbi } from "../abis/index.js";
import { CallInvalidError } from "../errors/index.js";
import { boundSalt } from "./boundSalt.js";
import { encodeCall } from "./call.js";
import { type Deployment } from "./deployContract.js";

export type DeployCloneParameters = {
  readonly factory: Address;
  /** The token whose code the clones of the factory run, as `deployEngine` says it. */
  readonly implementation: Address;
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
export type DeployCloneReturnType = Deployment;
export type DeployCloneErrorType = CallInvalidError;

/** Of what TokenFactory writes behind the code of a clone: initial authority, name, symbol, decimals. */
const TERMS = [{ type: "address" }, { type: "string" }, { type: "string" }, { type: "uint8" }] as const;
/** EIP-170. */
const MOST_CODE = 24_576;

/**
 * Builds the call that deploys a security token as a clone, and says where it will be: cheaper to deploy than one in full, and dearer to use.
 * Sender: `deployer`, who has no right over the token by that.
 *
 * @throws {CallInvalidError} when an address is none, the salt has not 32 bytes, a number does not fit, or name and symbol are longer than code may be.
 */
export function deployClone(parameters: DeployCloneParameters): DeployCloneReturnType {
  const { factory, initialAuthority, name, symbol, decimals, salt = zeroHash } = parameters;
  const call = encodeCall(factory, {
    abi: tokenFactoryAbi,
    functionName: "clone",
    args: [salt, initialAuthority, name, symbol, decimals],
  });
  return { contract: "SecurityToken", address: addressOf({ ...parameters, salt }), call };
}

/** As `TokenFactory.predictClone`. */
function addressOf({
  factory,
  implementation,
  deployer,
  initialAuthority,
  name,
  symbol,
  decimals,
  salt = zeroHash,
}: DeployCloneParameters) {
  const functionName = "clone";
  try {
    const code = cloneCode(implementation, encodeAbiParameters(TERMS, [initialAuthority, name, symbol, decimals]));
    const length = size(code);
    if (length > MOST_CODE) {
      throw new CallInvalidError({ functionName, details: `Its code would have ${length} bytes, of ${MOST_CODE}.` });
    }
    return getContractAddress({
      opcode: "CREATE2",
      from: factory,
      salt: boundSalt(deployer, salt),
      // PUSH2 length, then: return what follows these ten bytes.
      bytecode: concat(["0x61", numberToHex(length, { size: 2 }), "0x3d81600a3d39f3", code]),
    });
  } catch (cause) {
    throw cause instanceof CallInvalidError ? cause : new CallInvalidError({ functionName, cause });
  }
}

/** The proxy of ERC-1167 to `implementation`, and the terms of the clone behind it. */
function cloneCode(implementation: Address, terms: Hex): Hex {
  // viem would take any bytes for an address here.
  const address = encodeAbiParameters([{ type: "address" }], [implementation]);
  return concat(["0x363d3d373d3d3d363d73", `0x${address.slice(-40)}`, "0x5af43d82803e903d91602b57fd5bf3", terms]);
}
