import { type Address } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { ENGINE, readEngine } from "../check/engine.js";
import { programReader } from "../check/programAt.js";
import { tokenUnits } from "../check/tokenUnits.js";
import { compile, type CompiledProgram, type CompileParameters, type Program } from "../program/index.js";
import { type ReadAt, type Reader } from "../reader/index.js";
import { readContract } from "../reader/readContract.js";
import { type Rulebook } from "../rulebook/index.js";
import { inFile } from "./report.js";

/** What a token enforces, and what waits for it. */
export type Programs = {
  /** Null: none is in force. */
  readonly current: Program | null;
  /** Null: none waits. */
  readonly next: Program | null;
  /** Unix seconds at which that takes effect; undefined: none waits. */
  readonly from: bigint | undefined;
};

/** Reads a token's programs, and what it is called. */
export async function programsOf(
  reader: Reader,
  token: Address,
  on: ReadAt,
): Promise<Programs & { readonly symbol: string }> {
  const { symbol } = await tokenUnits(reader, token, on);
  const address = await readEngine(reader, token, on);
  const [current, next, nextFrom] = await readContract(reader, {
    ...on,
    ...({ abi: weighbridgeAbi, address, functionName: "programsOf", args: [token], wanted: ENGINE } as const),
  });
  const read = programReader(reader, on);
  const [inForce, waits] = await Promise.all([read(current), read(next)]);
  return { symbol, current: inForce, next: waits, from: waits === null ? undefined : BigInt(nextFrom) };
}

/** A rulebook, and the file that it was read from. */
export type RulebookFile = { readonly path: string; readonly rulebook: Rulebook };

/** What it compiles to. @param asOf Unix seconds. */
export const compileFile = ({ path, rulebook }: RulebookFile, parameters: CompileParameters): CompiledProgram =>
  inFile(path, () => compile(rulebook, parameters));
