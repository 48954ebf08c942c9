import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { type Random, seeded } from "../../test/differential/random.js";
import { compileReaching } from "./artifacts.js";
import { generateMutants, type Mutant } from "./generate.js";
import { type Contract, readSources as readFiles, type Sources } from "./solc.js";
import { unitTestOf } from "./testsOf.js";
import { weave } from "./weave.js";

/** Which mutants are drawn. */
export type Draw = {
  readonly sample: number;
  readonly seed: number;
  /** Of contracts. */
  readonly folders: readonly string[];
  /** Whether the Solidity tests of the rules are compiled, too. */
  readonly withUnits: boolean;
  /** Names of those that are wanted, instead of a sample; none: a sample. */
  readonly only: readonly string[];
};
/** Mutants by number, woven into contracts that are compiled. */
export type Prepared = {
  /** Of the sources and the draw. */
  readonly key: string;
  readonly generated: number;
  readonly mutants: readonly (readonly [number, Mutant])[];
  readonly contracts: Readonly<Record<string, Contract>>;
};

/** Draws mutants, weaves them into the sources, and compiles what they reach. Needs nothing that `hardhat build` makes. */
export async function prepare(sources: Sources, draw: Draw, say: (sentence: string) => void): Promise<Prepared> {
  const { sample, seed, folders, withUnits, only } = draw;
  const generated = generateMutants(sources, folders);
  // Some do not compile, and some leave the code as it is: there are a few more than are wanted.
  const chosen =
    only.length > 0
      ? generated.filter(({ name }) => only.includes(name))
      : shuffled(generated, seeded(seed)).slice(0, sample + 4 + Math.ceil(sample / 4));
  const tests = !withUnits ? [] : [...new Set(chosen.flatMap(({ file }) => unitTestOf(file) ?? []))];
  const woven = weave({ ...readFiles(tests), ...sources }, chosen);
  say(`${generated.length} mutants, ${woven.mutants.size} of ${chosen.length} compile`);
  const contracts = await compileReaching(woven.sources, [...new Set(chosen.map(({ file }) => file))], tests);
  say("compiled");
  return { key: keyOf(sources, draw), generated: generated.length, mutants: [...woven.mutants], contracts };
}

/** Keeps what was prepared for a later run. */
export function writePrepared(path: string, prepared: Prepared): void {
  writeFileSync(path, JSON.stringify(prepared));
}

/** What an earlier run has kept, if it was of these sources and this draw. */
export function readPrepared(path: string, sources: Sources, draw: Draw): Prepared {
  const prepared = JSON.parse(readFileSync(path, "utf8")) as Prepared;
  if (prepared.key === keyOf(sources, draw)) return prepared;
  throw new Error(`${path} was prepared for other contracts, another sample or another seed: prepare it anew`);
}

function keyOf(sources: Sources, draw: Draw): string {
  return createHash("sha256")
    .update(JSON.stringify([sources, draw]))
    .digest("hex");
}

function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  const mixed = [...items];
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = random.int(i + 1);
    [mixed[i], mixed[j]] = [mixed[j] as T, mixed[i] as T];
  }
  return mixed;
}
