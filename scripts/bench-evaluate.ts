// How many verdicts a second one gets: from `evaluate` on one core, over the private fund's register, and from `checkTransfers` on a node.
//
//   npm run --silent bench:evaluate -- [--json] [--no-node]
//
// `evaluate` is bundled as it is shipped and runs in a process of its own. The nodes are Hardhat's chain in this process, and anvil over http if there is
// one; --no-node leaves them out.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { processIo } from "../sdk/cli/io.js";
import { type CheckRate, checkRate } from "./bench/checkRates.js";
import { anvilNode, type BenchNode, hardhatNode } from "./bench/venueNode.js";

/** Reach of the issue, in verdicts a second. */
const REACH = { evaluateFirst: 5_000_000, evaluateAll: 1_000_000, checkTransfersAnvil: 20_000 } as const;

type Rates = {
  readonly evaluateFirst: number;
  readonly evaluateAll: number;
  readonly perRuleNanoseconds: number;
  readonly mix: Readonly<Record<string, unknown>>;
};

const io = processIo();
const progress = (words: string) => io.err(`bench: ${words}\n`);
const rates = await evaluateRates();
const withNodes = !process.argv.includes("--no-node");
const hardhat = withNodes ? await onNode("Hardhat", hardhatNode(io)) : "left out";
const anvil = withNodes ? await onNode("anvil", anvilNode(io)) : "left out";

const measured = {
  evaluateFirst: rates.evaluateFirst,
  evaluateAll: rates.evaluateAll,
  checkTransfersAnvil: typeof anvil === "string" ? null : anvil.perSecond,
  checkTransfersHardhat: typeof hardhat === "string" ? null : hardhat.perSecond,
  // If the SDK took no time: where anvil is, of anvil.
  checkTransfersBound: typeof anvil !== "string" ? anvil.bound : typeof hardhat !== "string" ? hardhat.bound : null,
  perRuleNanoseconds: rates.perRuleNanoseconds,
};
const missed = (Object.keys(REACH) as (keyof typeof REACH)[]).flatMap((name) => {
  const value = measured[name];
  return value !== null && value < REACH[name] ? [`${name} is ${value} a second, below ${REACH[name]}`] : [];
});
const report = {
  format: "weighbridge.bench-evaluate/1",
  ok: missed.length === 0,
  missed,
  ...measured,
  settings: { node: process.version, mix: rates.mix, hardhat, anvil },
};
if (process.argv.includes("--json")) console.log(JSON.stringify(report));
else {
  console.log("Verdicts a second; what one rule that is judged costs, in nanoseconds");
  console.table(measured);
  console.log("Of what, and on what");
  console.dir(report.settings, { depth: null });
}
for (const miss of missed) console.error(`bench: missed: ${miss}`);
if (missed.length > 0) process.exitCode = 1;

/** @returns The rate, or why there is none. */
async function onNode(name: string, opening: Promise<BenchNode | string>): Promise<CheckRate | string> {
  const node = await opening;
  if (typeof node === "string") return node;
  try {
    return await checkRate(node.reader, (words) => progress(`${name}: ${words}`));
  } finally {
    await node.close();
  }
}

async function evaluateRates(): Promise<Rates> {
  progress("evaluate, on one core");
  // Beside the sources, so that packages are found.
  const folder = mkdtempSync(join("scripts", ".bench-"));
  try {
    const outfile = join(folder, "evaluateRates.mjs");
    const options = { bundle: true, platform: "node", format: "esm", target: "es2023", packages: "external" } as const;
    await build({ entryPoints: ["scripts/bench/evaluateRates.ts"], outfile, ...options });
    const { stdout, status } = spawnSync(process.execPath, [outfile], { stdio: ["ignore", "pipe", "inherit"] });
    if (status !== 0) throw new Error(`the measurement ended with exit code ${status}`);
    return JSON.parse(stdout.toString()) as Rates;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
