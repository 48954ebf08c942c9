import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { Hex } from "viem";
import { evaluate } from "../../sdk/program/index.js";
import { makeBatch } from "../../test/differential/batch.js";
import { builtCodes, type Codes, HALVES, openChain } from "../../test/differential/chain.js";
import { type Named, runTests } from "../../test/differential/edr.js";
import { splitOutcomes } from "../../test/differential/encode.js";
import { expectedOutcome } from "../../test/differential/expected.js";
import { type Contract, ROOT } from "./solc.js";
import { mochaTestsOf, unitTestOf } from "./testsOf.js";

/** Whether a test tells the code with a mutant awake from the code with none. Number 0: none is. */
export type Killer = (number: number, file: string) => Promise<boolean>;

const FIRST_CASES = 500;
const MORE_CASES = 3_000;
const BATCH = 100;
/** What a batch may use, many times what it needs. */
const BATCH_GAS = 2n ** 32n;
/** Runs of each fuzz test. */
const UNIT_RUNS = 128;
/** What one of their tests may use: a mutant that runs in circles is found by running out of it. */
const UNIT_GAS = 2n ** 31n;
/** In the names of tests that run for long. */
const LONG = "EveryDay";
const COINBASE = (number: number): string => `0x${number.toString(16).padStart(40, "0")}`;

/** The fuzzer, on a few thousand cases. @param cases How many at most; those after the first few are judged in several runs. */
export function byFuzz(contracts: Readonly<Record<string, Contract>>, seed: number, cases = MORE_CASES): Killer {
  const built = builtCodes();
  const codes = Object.fromEntries(
    Object.entries(built).map(([name, code]) => {
      const woven = contracts[`contracts/${name}.sol:${name}`];
      if (woven === undefined || !HALVES.some((half) => half === name)) return [name, code];
      const { bytecode, deployedBytecode } = woven.evm;
      return [name, { ...code, bytecode: `0x${bytecode.object}`, deployedBytecode: `0x${deployedBytecode.object}` }];
    }),
  ) as Codes;
  const batches = Array.from({ length: cases / BATCH }, (_, i) => {
    const { cases, call } = makeBatch(seed, i * BATCH, BATCH);
    const expected = cases.map((one) => expectedOutcome(one, evaluate(one.program, one.facts, one.movement)));
    return { call, expected };
  });
  const differs = async (number: number, from: number, to: number) => {
    const some = batches.slice(from / BATCH, to / BATCH);
    const chain = openChain(codes, number, BATCH_GAS);
    // An engine that runs in circles does not answer.
    const answers = await chain(some.map(({ call }) => call)).catch(() => []);
    return some.some(({ expected }, i) => splitOutcomes(answers[i] ?? "0x").join() !== expected.join());
  };
  return async (number) => {
    for (let [from, to] = [0, FIRST_CASES]; from < cases; [from, to] = [to, Math.min(cases, to + MORE_CASES)])
      if (await differs(number, from, to)) return true;
    return false;
  };
}

/** The Solidity test of the rule, by EDR's test runner. */
export function byUnits(contracts: Readonly<Record<string, Contract>>): Killer {
  const failing = async (coinbase: number, test: string): Promise<readonly string[]> => {
    const named = Object.entries(contracts).flatMap(([id, { abi, evm }]): Named[] => {
      const [file = "", name = ""] = id.split(":");
      const bytecode: Hex = `0x${evm.bytecode.object}`;
      return file === test ? [{ name, file, abi, bytecode, deployedBytecode: `0x${evm.deployedBytecode.object}` }] : [];
    });
    const isTest = (name: string) => name.endsWith("Test");
    const failed = await runTests({
      contracts: named,
      isTest,
      folder: ROOT,
      coinbase,
      runs: UNIT_RUNS,
      gas: UNIT_GAS,
      except: LONG,
    });
    return failed.map(({ name }) => name);
  };
  return async (number, file) => {
    const test = unitTestOf(file);
    if (test === undefined) return false;
    const failed = await failing(number, test);
    if (failed.length === 0) return false;
    const asleep = await failing(0, test);
    return failed.some((name) => !asleep.includes(name));
  };
}

/** A test on a chain. */
type Test = { readonly file: string; readonly title: string };

const same = (one: Test, other: Test): boolean => one.file === other.file && one.title === other.title;

/** Tests on a chain of their own: those of the contract, then all others, where that is asked for. */
export function byMocha(artifacts: string, all: boolean): Killer {
  /** By file, those that fail on woven code as such. */
  const known = new Map<string, Promise<readonly Test[]>>();
  const failingAsleep = (file: string) => {
    const failing = known.get(file) ?? run(artifacts, 0, [file]);
    known.set(file, failing);
    return failing;
  };
  const kills = async (number: number, files: readonly string[]): Promise<boolean> => {
    for (;;) {
      const leftOut = (await Promise.all(files.flatMap((file) => known.get(file) ?? []))).flat();
      const [first] = await run(artifacts, number, files, leftOut);
      // One that ended the process as such cannot be left out.
      if (first === undefined || leftOut.some((one) => same(one, first))) return false;
      const asleep = await failingAsleep(first.file);
      if (!asleep.some((one) => same(one, first))) return true;
    }
  };
  return async (number, file) => {
    const { own, others } = mochaTestsOf(file);
    return (await kills(number, own)) || (all && (await kills(number, others)));
  };
}

/** Runs tests in a process of their own, with `leftOut` until one fails that is not among those. Returns those that fail. */
async function run(
  artifacts: string,
  number: number,
  files: readonly string[],
  leftOut?: readonly Test[],
): Promise<readonly Test[]> {
  const folder = mkdtempSync(join(tmpdir(), "weighbridge-mutant-"));
  const report = join(folder, "report.json");
  const hardhat = "node_modules/hardhat/dist/src/cli.js";
  const args = [hardhat, "--config", "scripts/mutants/hardhat.config.ts", "test", "mocha", "--no-compile", ...files];
  const settings = {
    WEIGHBRIDGE_ARTIFACTS: artifacts,
    WEIGHBRIDGE_COINBASE: COINBASE(number),
    WEIGHBRIDGE_REPORT: report,
    ...(leftOut === undefined
      ? {}
      : { WEIGHBRIDGE_LEFT_OUT: JSON.stringify(leftOut.map((one) => ({ ...one, file: join(ROOT, one.file) }))) }),
  };
  const env = { ...process.env, ...settings };
  try {
    let output = "";
    await new Promise((resolve, reject) => {
      const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
      child.stdout.on("data", (part: Buffer) => (output += part.toString()));
      child.stderr.on("data", (part: Buffer) => (output += part.toString()));
      child.on("error", reject);
      child.on("close", resolve);
    });
    // A promise that nobody awaits ends the process at once, with no word of the test that made it.
    if (!existsSync(report) && output.includes("Unhandled promise rejection"))
      return [{ file: files[0] ?? "", title: "Unhandled promise rejection" }];
    if (!existsSync(report))
      throw new Error(`${files.join(" ")} with mutant ${number} ended without a report:\n${output.slice(-3000)}`);
    const { failed } = JSON.parse(readFileSync(report, "utf8")) as { readonly failed: readonly Test[] };
    return failed.map(({ file, title }) => ({ file: relative(ROOT, file).replaceAll("\\", "/"), title }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
