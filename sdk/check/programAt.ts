import { type Address, type Hex, isAddressEqual, size, slice, zeroAddress } from "viem";
import { ProgramUnknownError } from "../errors/index.js";
import { decodeProgram, type Program } from "../program/index.js";
import { getCode, type ReadAt, type Reader } from "../reader/index.js";
import { readEngine } from "./engine.js";
import { programAddress } from "./rehearsal.js";
import { NO_PROGRAM } from "./verdictOf.js";

/**
 * @internal
 * The program at an address: its code, behind one STOP.
 *
 * @throws {ProgramUnknownError} when the address has no code, or code that can be run.
 * @throws {ProgramInvalidError} when the code is none that the engine would have published.
 */
export async function programAt(reader: Reader, address: Address, on: ReadAt): Promise<Program> {
  const code: Hex = await getCode(reader, { address, ...on });
  if (size(code) < 2 || !code.startsWith("0x00")) throw new ProgramUnknownError({ program: address });
  return decodeProgram(slice(code, 1));
}

/**
 * @internal
 * The same for many addresses, of which each is read once; zero: no program.
 */
export function programReader(reader: Reader, on: ReadAt): (address: Address) => Promise<Program | null> {
  const read = new Map<Address, Promise<Program>>();
  return async (address) => {
    if (isAddressEqual(address, zeroAddress)) return null;
    const program = read.get(address) ?? programAt(reader, address, on);
    read.set(address, program);
    return program;
  };
}

/**
 * @internal
 * The program of this id at the token's engine, which named it in an answer; `NO_PROGRAM`: null.
 *
 * @throws {ProgramUnknownError} when the engine knows none of this id.
 */
export async function programOfId(
  reader: Reader,
  { token, programId }: { readonly token: Address; readonly programId: Hex },
  on: ReadAt,
): Promise<Program | null> {
  if (programId === NO_PROGRAM) return null;
  const engine = await readEngine(reader, token, on);
  return programAt(reader, await programAddress(reader, { engine, programId }, on), on);
}
