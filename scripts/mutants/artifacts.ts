import { cpSync, globSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { CODE, compile, type Contract, reachedFrom, ROOT, type Selection, type Sources } from "./solc.js";

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
export function compileReaching(
  sources: Sources,
  files: readonly string[],
  tests: readonly string[],
): Readonly<Record<string, Contract>> {
  const deployed = globSync("artifacts/contracts/{,token/}*.sol/*.json", { cwd: ROOT })
    .map((path) => ({ file: path.split("/").slice(1, -1).join("/"), name: basename(path, ".json") }))
    .filter(
      ({ file, name }) =>
        file.endsWith(`/${name}.sol`) && new RegExp(`^contract ${name}\\b`, "m").test(sources[file] ?? ""),
    );
  const reaching = [...deployed.map(({ file }) => file), ...tests].filter((name) => {
    const reached = reachedFrom(sources, name);
    return files.some((file) => reached.has(file));
  });
  const selection: Selection = Object.fromEntries(reaching.map((name) => [name, { "*": CODE }]));
  const { errors = [], contracts = {} } = compile(sources, selection, QUICK);
  if (errors[0] !== undefined) throw new Error(errors[0].formattedMessage);
  return Object.fromEntries(
    reaching.flatMap((name) =>
      Object.entries(contracts[name] ?? {}).map(([contract, one]) => [`${name}:${contract}`, one]),
    ),
  );
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
