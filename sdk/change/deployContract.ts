import { type Address, concat, getContractAddress, type Hex, isHex, size, zeroHash } from "viem";
import { CallInvalidError } from "../errors/index.js";
import { type Call } from "./call.js";
import { CREATE2_DEPLOYER } from "./create2Deployer.js";

/** One contract to deploy. It is done when `address` has code. */
export type Deployment = {
  /** Its name. */
  readonly contract: string;
  readonly address: Address;
  readonly call: Call;
};

export type DeployContractParameters = {
  /** Its name, for whoever reads the deployment. */
  readonly contract: string;
  readonly creationCode: Hex;
  /** Arguments of its constructor, ABI encoded; none if left out. */
  readonly args?: Hex | undefined;
  /** 32 bytes; another salt is another copy. Zero if left out. */
  readonly salt?: Hex | undefined;
};
export type DeployContractReturnType = Deployment;
export type DeployContractErrorType = CallInvalidError;

/**
 * Builds the call that deploys a contract through the CREATE2 deployer, and says where it will be. Sender: anybody. It fails if the contract is
 * there already.
 *
 * @throws {CallInvalidError} when the code is empty, or the salt has not 32 bytes.
 */
export function deployContract({
  contract,
  creationCode,
  args = "0x",
  salt = zeroHash,
}: DeployContractParameters): DeployContractReturnType {
  const invalid = (details: string) => new CallInvalidError({ functionName: `constructor of ${contract}`, details });
  if (!isHex(creationCode) || size(creationCode) === 0)
    throw invalid("The creation code is empty, or not hexadecimal.");
  if (!isHex(salt) || size(salt) !== 32) throw invalid(`The salt ${salt} has not 32 bytes.`);
  const { address: deployer } = CREATE2_DEPLOYER;
  const bytecode = concat([creationCode, args]);
  return {
    contract,
    address: getContractAddress({ opcode: "CREATE2", from: deployer, salt, bytecode }),
    call: { to: deployer, data: concat([salt, bytecode]), value: 0n },
  };
}
