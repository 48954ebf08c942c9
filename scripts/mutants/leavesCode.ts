import { builtCodes, HALVES } from "../../test/differential/chain.js";
import { compileApart } from "./compileApart.js";
import { type Mutant, mutate } from "./generate.js";
import { CODE, reachedFrom, type Sources } from "./solc.js";

/** Whether the project compiles the mutant to the same code in every half of the engine, or not at all. Compiles one half after the other, the smallest first. */
export async function leavesCode(sources: Sources, mutant: Mutant): Promise<boolean> {
  const mutated = { ...sources, [mutant.file]: mutate(sources[mutant.file] ?? "", mutant) };
  const built = builtCodes();
  const halves = HALVES.map((half) => ({ half, file: `contracts/${half}.sol`, code: built[half].bytecode }));
  halves.sort((one, other) => one.code.length - other.code.length);
  for (const { half, file, code } of halves) {
    if (!reachedFrom(sources, file).has(mutant.file)) continue;
    const { contracts } = await compileApart({
      sources: mutated,
      selection: { [file]: { [half]: CODE } },
      settings: {},
    });
    if (contracts === undefined) return true;
    if (`0x${contracts[file]?.[half]?.evm.bytecode.object ?? ""}` !== code) return false;
  }
  return true;
}
