import { type Address, encodeAbiParameters, type Hex, keccak256 } from "viem";

/**
 * @internal
 * The salt that TokenFactory gives to CREATE2: nobody can take the address that another deployer has announced.
 */
export const boundSalt = (deployer: Address, salt: Hex): Hex =>
  keccak256(encodeAbiParameters([{ type: "address" }, { type: "bytes32" }], [deployer, salt]));
