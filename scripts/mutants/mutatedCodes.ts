import type { Hex } from "viem";
import { builtCodes, type Codes, HALVES } from "../../test/differential/chain.js";
import { type Mutant, mutate } from "./generate.js";
import { CODE, compile, reachedFrom, type Sources } from "./solc.js";

const fileOf = (half: string): string => `contracts/${half}.sol`;

/**
 * The engine compiled with one mutant in it, as the project compiles it, and all else as built. Null: the mutant does not compile, or leaves the
 * code of every half as it is.
 */
export function mutatedCodes(sources: Sources, mutant: Mutant): Codes | null {
  const mutated = { ...sources, [mutant.file]: mutate(sources[mutant.file] ?? "", mutant) };
  const reaching = HALVES.filter((half) => reachedFrom(sources, fileOf(half)).has(mutant.file));
  const selection = Object.fromEntries(reaching.map((half) => [fileOf(half), { [half]: CODE }]));
  const { contracts } = compile(mutated, selection);
  if (contracts === undefined) return null;
  const built = builtCodes();
  const codes: Codes = {
    ...built,
    ...Object.fromEntries(
      reaching.map((half) => {
        const { abi, evm } = contracts[fileOf(half)]?.[half] ?? { abi: [], evm: EMPTY };
        const hex = ({ object }: { readonly object: string }): Hex => `0x${object}`;
        return [half, { abi, bytecode: hex(evm.bytecode), deployedBytecode: hex(evm.deployedBytecode) }];
      }),
    ),
  };
  return HALVES.every((half) => codes[half].bytecode === built[half].bytecode) ? null : codes;
}

const EMPTY = { bytecode: { object: "" }, deployedBytecode: { object: "" } };
