import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getAddress, getContractAddress, type Hex } from "viem";
import { type Code, runTests } from "./edr.js";
import { word } from "./encode.js";

/** What runs the cases: the engine in all its halves, and the harness on it. */
export type Codes = Readonly<Record<(typeof CONTRACTS)[number], Code>>;
/** One call of the harness. */
export type Call = { readonly time: bigint; readonly data: Hex };

export const HALVES = [
  "Weighbridge",
  "WeighbridgeAdmin",
  "WeighbridgeEnrolment",
  "WeighbridgeHeadroom",
  "WeighbridgeRehearsals",
  "WeighbridgeMeters",
] as const;
export const CONTRACTS = [...HALVES, "DifferentialHarness", "DifferentialRunner"] as const;

const ROOT = join(import.meta.dirname, "..", "..");
const HOME: Readonly<Record<keyof Codes, string>> = {
  Weighbridge: "contracts",
  WeighbridgeAdmin: "contracts",
  WeighbridgeEnrolment: "contracts",
  WeighbridgeHeadroom: "contracts",
  WeighbridgeRehearsals: "contracts",
  WeighbridgeMeters: "contracts",
  DifferentialHarness: "test/contracts",
  DifferentialRunner: "test/contracts",
};

/** Where EDR's test runner puts a test, and from it the seventh contract that it deploys. */
const RUNNER = "0x7FA9385bE102ac3EAc297483Dd6233D62b3e1496";
/** The token that all cases are about: the harness itself, wherever and whatever the engine is. */
export const TOKEN = getContractAddress({ from: RUNNER, nonce: 7n });
/** A midnight in the middle of a month. Cases are judged at it, a second before, and a second after. */
export const MIDNIGHT = BigInt(Date.UTC(2027, 2, 15) / 1000);

/** The contracts as `hardhat build` compiled them. */
export function builtCodes(): Codes {
  const read = (name: keyof Codes) =>
    JSON.parse(readFileSync(join(ROOT, "artifacts", HOME[name], `${name}.sol`, `${name}.json`), "utf8")) as Code;
  return Object.fromEntries(CONTRACTS.map((name) => [name, read(name)])) as Codes;
}

/** Puts calls to a harness on the engine, by `DifferentialRunner`. */
export type Chain = (calls: readonly Call[]) => Promise<readonly Hex[]>;

/**
 * @param coinbase What `block.coinbase` is: a woven engine's mutant (scripts/mutants/weave.ts). Default: none.
 * @param gas What each call may use. Default: as much as it likes.
 */
export function openChain(codes: Codes, coinbase = 0, gas?: bigint): Chain {
  const contracts = CONTRACTS.map((name) => ({ ...codes[name], name, file: `${HOME[name]}/${name}.sol` }));
  return async (calls) => {
    const folder = mkdtempSync(join(tmpdir(), "weighbridge-fuzz-"));
    try {
      writeFileSync(join(folder, "count"), String(calls.length));
      for (const [i, { time, data }] of calls.entries())
        writeFileSync(join(folder, `${i}.in`), Buffer.from(word(time) + data.slice(2), "hex"));
      const isTest = (name: string) => name === "DifferentialRunner";
      const most = gas === undefined ? undefined : gas * BigInt(calls.length);
      const [failed] = await runTests({ contracts, isTest, folder, coinbase, runs: 1, gas: most });
      if (failed !== undefined) throw new Error(`the harness did not run: ${failed.name}: ${failed.reason}`);
      const harness = getAddress(`0x${readFileSync(join(folder, "harness"), "hex")}`);
      if (harness !== TOKEN) throw new Error(`the harness is at ${harness}, and the cases speak of ${TOKEN}`);
      return calls.map((_, i): Hex => `0x${readFileSync(join(folder, `${i}.out`), "hex")}`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}
