import type { Hex } from "viem";
import { builtCodes, type Codes } from "../../test/differential/chain.js";
import { type Mutant, mutate } from "./generate.js";
import { CODE, compile, type Sources } from "./solc.js";

const ENGINE = "contracts/Weighbridge.sol";

/**
 * The engine compiled with one mutant in it, as the project compiles it, and all else as built. Null: the mutant does not compile, or leaves the
 * engine's code as it is.
 */
export function mutatedCodes(sources: Sources, mutant: Mutant): Codes | null {
  const mutated = { ...sources, [mutant.file]: mutate(sources[mutant.file] ?? "", mutant) };
  const { contracts } = compile(mutated, { [ENGINE]: { Weighbridge: CODE } });
  const engine = contracts?.[ENGINE]?.["Weighbridge"];
  const codes = builtCodes();
  if (engine === undefined || codes.Weighbridge.bytecode === `0x${engine.evm.bytecode.object}`) return null;
  const hex = ({ object }: { readonly object: string }): Hex => `0x${object}`;
  const { bytecode, deployedBytecode } = engine.evm;
  return {
    ...codes,
    Weighbridge: { abi: engine.abi, bytecode: hex(bytecode), deployedBytecode: hex(deployedBytecode) },
  };
}
