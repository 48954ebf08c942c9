import { type Address, concat, getContractAddress, type Hex, keccak256, numberToHex, size } from "viem";

export type ProgramAddressOfParameters = {
  readonly engine: Address;
  /** Of the program. */
  readonly bytes: Hex;
};
export type ProgramAddressOfReturnType = Address;
export type ProgramAddressOfErrorType = never;

/**
 * Says where a program is, or will be, once it is published: the engine puts it behind a STOP, at an address that depends on its bytes alone. Pure.
 *
 * @example const address = programAddressOf({ engine, bytes: compiled.bytes });
 */
export function programAddressOf({ engine, bytes }: ProgramAddressOfParameters): ProgramAddressOfReturnType {
  // PUSH2 size, DUP1, PUSH1 10, PUSH0, CODECOPY, PUSH0, RETURN: returns the STOP and the bytes.
  const creation = concat(["0x61", numberToHex(size(bytes) + 1, { size: 2 }), "0x80600a5f395ff300", bytes]);
  return getContractAddress({ opcode: "CREATE2", from: engine, salt: keccak256(bytes), bytecode: creation });
}
