import { type Address, type Hex, isAddressEqual, isHash, zeroAddress, zeroHash } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { ParameterInvalidError, ProgramUnknownError } from "../errors/index.js";
import type { ReadAt, Reader } from "../reader/index.js";
import { readContract } from "../reader/readContract.js";
import { ENGINE } from "./engine.js";

/** Under which program to ask, and as of when. Balances, records, freezes and counts stay those of the block. */
export type RehearsalParameters = {
  /** keccak256 of a published program. Left out: the one that will be in force at `asOf` if nobody does anything until then. */
  readonly programId?: Hex | undefined;
  /** Unix seconds, also of the past. Left out: the block's own time. */
  readonly asOf?: bigint | undefined;
};

/** The same as the engine's views take it: zero stands for what is left out. */
export type Rehearsal = { readonly programId: Hex; readonly asOf: bigint };

/** As of now, under the program in force. */
export const NOW: Rehearsal = { programId: zeroHash, asOf: 0n };

/** Unix seconds of the end of the year 9999: a later time was given in other units. */
export const LAST_SECOND = 253_402_300_799n;

/**
 * @internal
 * What is asked beside the program in force and now; undefined: nothing is.
 *
 * @throws {ParameterInvalidError} when the id is none, or the time no time in unix seconds.
 */
export function rehearsalOf({ programId, asOf }: RehearsalParameters): Rehearsal | undefined {
  if (programId === undefined && asOf === undefined) return undefined;
  if (programId !== undefined && (!isHash(programId) || BigInt(programId) === 0n))
    throw new ParameterInvalidError({
      parameter: "programId",
      value: String(programId),
      wanted: "the id of a program: 0x and 64 hexadecimal digits, not all zero",
    });
  if (asOf !== undefined && (typeof asOf !== "bigint" || asOf < 1n || asOf > LAST_SECOND))
    throw new ParameterInvalidError({
      parameter: "asOf",
      value: String(asOf),
      wanted: "a time in unix seconds (not milliseconds) as a bigint, from 1 to the end of the year 9999",
    });
  return { programId: programId ?? NOW.programId, asOf: asOf ?? NOW.asOf };
}

/**
 * @internal
 * Where no program answered: makes sure that there is one of the id that was asked about. Reads the engine's `programAddress`, and only then.
 *
 * @throws {ProgramUnknownError} when there is none.
 */
export async function requireProgram(
  reader: Reader,
  { engine, answered, programId }: { readonly engine: Address; readonly answered: Address; readonly programId: Hex },
  on: ReadAt,
): Promise<void> {
  if (programId === NOW.programId || !isAddressEqual(answered, zeroAddress)) return;
  if ((await programAddress(reader, { engine, programId }, on)) === zeroAddress)
    throw new ProgramUnknownError({ program: programId, engine });
}

/**
 * @internal
 * Where the engine keeps a program; the zero address: nowhere.
 */
export const programAddress = (
  reader: Reader,
  { engine, programId }: { readonly engine: Address; readonly programId: Hex },
  on: ReadAt,
): Promise<Address> =>
  readContract(reader, {
    ...on,
    abi: weighbridgeAbi,
    address: engine,
    functionName: "programAddress",
    args: [programId],
    wanted: ENGINE,
  });
