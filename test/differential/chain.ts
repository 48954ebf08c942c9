import {
  type Artifact,
  CollectStackTraces,
  EdrContext,
  FsAccessPermission,
  IncludeTraces,
  L1_CHAIN_TYPE,
  l1GenesisState,
  l1HardforkFromString,
  l1SolidityTestRunnerFactory,
} from "@nomicfoundation/edr";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bytesToHex, getAddress, getContractAddress, type Hex, hexToBytes } from "viem";
import { word } from "./encode.js";

/** A compiled contract. */
export type Code = { readonly abi: unknown; readonly bytecode: Hex; readonly deployedBytecode: Hex };
/** What runs the cases: the engine in all its halves, and the harness on it. */
export type Codes = Readonly<Record<(typeof CONTRACTS)[number], Code>>;
/** One call of the harness. */
export type Call = { readonly time: bigint; readonly data: Hex };

export const HALVES = ["Weighbridge", "WeighbridgeAdmin", "WeighbridgeEnrolment", "WeighbridgeHeadroom"] as const;
export const CONTRACTS = [...HALVES, "DifferentialHarness", "DifferentialRunner"] as const;

const ROOT = join(import.meta.dirname, "..", "..");
const HOME: Readonly<Record<keyof Codes, string>> = {
  Weighbridge: "contracts",
  WeighbridgeAdmin: "contracts",
  WeighbridgeEnrolment: "contracts",
  WeighbridgeHeadroom: "contracts",
  DifferentialHarness: "test/contracts",
  DifferentialRunner: "test/contracts",
};

/** Where EDR's test runner puts a test, and from it the fifth contract that it deploys. */
const RUNNER = "0x7FA9385bE102ac3EAc297483Dd6233D62b3e1496";
/** The token that all cases are about: the harness itself, wherever and whatever the engine is. */
export const TOKEN = getContractAddress({ from: RUNNER, nonce: 5n });
/** A midnight in the middle of a month. Cases are judged at it, a second before, and a second after. */
export const MIDNIGHT = BigInt(Date.UTC(2027, 2, 15) / 1000);

const HARDFORK = "Cancun";
const NO_LIMIT = 2n ** 62n;

/** The contracts as `hardhat build` compiled them. */
export function builtCodes(): Codes {
  const read = (name: keyof Codes) =>
    JSON.parse(readFileSync(join(ROOT, "artifacts", HOME[name], `${name}.sol`, `${name}.json`), "utf8")) as Code;
  return Object.fromEntries(CONTRACTS.map((name) => [name, read(name)])) as Codes;
}

/** Puts calls to a harness on the engine, by `DifferentialRunner`. */
export type Chain = (calls: readonly Call[]) => Promise<readonly Hex[]>;

export async function openChain(codes: Codes): Promise<Chain> {
  const context = new EdrContext();
  await context.registerSolidityTestRunnerFactory(L1_CHAIN_TYPE, l1SolidityTestRunnerFactory());
  const artifacts = CONTRACTS.map((name) => artifactOf(name, codes[name]));
  const runner = artifacts.filter(({ id }) => id.name === "DifferentialRunner").map(({ id }) => id);
  return async (calls) => {
    const folder = mkdtempSync(join(tmpdir(), "weighbridge-fuzz-"));
    try {
      writeFileSync(join(folder, "count"), String(calls.length));
      for (const [i, { time, data }] of calls.entries())
        writeFileSync(join(folder, `${i}.in`), hexToBytes(`0x${word(time)}${data.slice(2)}`));
      const failures: string[] = [];
      await context.runSolidityTests(
        L1_CHAIN_TYPE,
        artifacts,
        runner,
        {
          projectRoot: folder,
          hardfork: HARDFORK,
          fsPermissions: [{ access: FsAccessPermission.DangerouslyReadWriteDirectory, path: folder }],
          gasLimit: NO_LIMIT,
          blockGasLimit: NO_LIMIT,
          disableBlockGasLimit: true,
          disableTransactionGasCap: true,
          collectStackTraces: CollectStackTraces.OnFailure,
          includeTraces: IncludeTraces.None,
          localPredeploys: l1GenesisState(l1HardforkFromString(HARDFORK)),
        },
        {},
        ({ testResults }) => {
          for (const { name, reason, status } of testResults)
            if (status !== "Success") failures.push(`${name}: ${status}, ${reason ?? "no reason"}`);
        },
      );
      if (failures.length > 0) throw new Error(`the harness did not run: ${failures.join("; ")}`);
      const harness = getAddress(bytesToHex(readFileSync(join(folder, "harness"))));
      if (harness !== TOKEN) throw new Error(`the harness is at ${harness}, and the cases speak of ${TOKEN}`);
      return calls.map((_, i) => bytesToHex(readFileSync(join(folder, `${i}.out`))));
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}

function artifactOf(name: keyof Codes, { abi, bytecode, deployedBytecode }: Code): Artifact {
  const id = { name, source: `${HOME[name]}/${name}.sol`, solcVersion: "0.8.37" };
  const links = { linkReferences: {}, deployedLinkReferences: {} };
  return { id, contract: { abi: JSON.stringify(abi), bytecode, deployedBytecode, ...links } };
}
