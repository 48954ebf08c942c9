import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { compileApart } from "./compileApart.js";
import { CODE, type Contract, reachedFrom, ROOT, type Sources } from "./solc.js";

/** Beside each other. */
const COMPILERS = 2;
/** Where the contracts are whose code is deployed. */
const DEPLOYED = /^contracts\/((token|leverage|positions)\/)?[^/]+\.sol$/;

/** Fewer steps of the optimizer: it compiles in half the time, and the code does the same for more gas. */
const QUICK = {
  optimizer: {
    enabled: true,
    runs: 1,
    details: {
      yul: true,
      yulDetails: { stackAllocation: true, optimizerSteps: "dhfoDgvulfnTUtnIf:fDnTOcmu" },
    },
  },
} as const;

/** Compiles, in a hurry, the contracts of the project that are deployed, and the Solidity tests that are named, as far as they reach a file. */
export async function compileReaching(
  sources: Sources,
  files: readonly string[],
  tests: readonly string[],
): Promise<Readonly<Record<string, Contract>>> {
  const deployed = Object.keys(sources).filter(
    (file) =>
      DEPLOYED.test(file) && new RegExp(`^contract ${basename(file, ".sol")}\\b`, "m").test(sources[file] ?? ""),
  );
  // About what it costs to compile each: characters of all that it imports.
  const costs = new Map(
    [...deployed, ...tests].map((name) => {
      const reached = [...reachedFrom(sources, name)];
      return [name, reached.reduce((sum, file) => sum + (sources[file]?.length ?? 0), 0)] as const;
    }),
  );
  const reaching = [...costs.keys()].filter((name) => {
    const reached = reachedFrom(sources, name);
    return files.some((file) => reached.has(file));
  });
  const compiled = await Promise.all(
    shared(reaching, COMPILERS, (name) => costs.get(name) ?? 0).map(async (names) => {
      const selection = Object.fromEntries(names.map((name) => [name, { "*": CODE }]));
      const { errors = [], contracts = {} } = await compileApart({ sources, selection, settings: QUICK });
      if (errors[0] !== undefined) throw new Error(errors[0].formattedMessage);
      return names.flatMap((name) =>
        Object.entries(contracts[name] ?? {}).map(([contract, one]) => [`${name}:${contract}`, one] as const),
      );
    }),
  );
  return Object.fromEntries(compiled.flat());
}

/** The items in so many parts of about equal cost: each, the dearest first, goes to the part that costs least so far. */
function shared<Item>(items: readonly Item[], count: number, costOf: (item: Item) => number): readonly Item[][] {
  const parts = Array.from({ length: count }, () => ({ cost: 0, items: [] as Item[] }));
  for (const item of [...items].sort((one, other) => costOf(other) - costOf(one))) {
    const least = parts.reduce((one, other) => (other.cost < one.cost ? other : one));
    least.cost += costOf(item);
    least.items.push(item);
  }
  return parts.map((part) => part.items).filter((part) => part.length > 0);
}

/** A copy of what `hardhat build` made, with other code in the contracts that are given. Returns the folder; the caller removes it. */
export function overlay(contracts: Readonly<Record<string, Contract>>): string {
  const folder = mkdtempSync(join(tmpdir(), "weighbridge-mutants-"));
  // Without what solc was given and answered, from which stack traces are made: to read it takes longer than most tests.
  const filter = (path: string) => basename(path) !== "build-info";
  cpSync(join(ROOT, "artifacts"), folder, { recursive: true, filter });
  for (const [id, { evm }] of Object.entries(contracts)) {
    const [file = "", name = ""] = id.split(":");
    if (!file.startsWith("contracts/")) continue;
    const path = join(folder, file, `${name}.json`);
    const artifact = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
    const bytecode = `0x${evm.bytecode.object}`;
    const deployedBytecode = `0x${evm.deployedBytecode.object}`;
    writeFileSync(path, JSON.stringify({ ...artifact, bytecode, deployedBytecode }));
  }
  return folder;
}
