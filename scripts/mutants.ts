// Makes mutants of the contracts, wakes one after the other, and counts those that no test finds (docs/proof.md).
//
//   npm run --silent mutants -- [--sample 100] [--seed 1] [--all] [--json]     exit 0: at least 95 % were killed, and each survivor is explained; 3 otherwise
//   npm run --silent mutants -- --rules [--sample 100] [--seed 1] [--json]     exit 0: the fuzzer alone found at least 90 % of mutants of the rules; 3 otherwise
//   npm run --silent mutants -- --of leverage,positions [--sample 100] [--seed 1] [--json]     as the first, of these folders of contracts/
//   npm run --silent mutants -- --only Holds:94:8,Merges:32:1 [--json]         the same of these alone
//
// --prepare FILE only draws and compiles them, and keeps them in a file for a run with --prepared FILE of the same sample and seed.
// With --all every test on a chain is tried on a mutant that the tests of its contract have not killed.
import { availableParallelism } from "node:os";
import { rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { overlay } from "./mutants/artifacts.js";
import { ENFORCING, folderOf, inRules, type Mutant, readSources } from "./mutants/generate.js";
import { byFuzz, byMocha, byUnits, type Killer } from "./mutants/killers.js";
import { leavesCode } from "./mutants/leavesCode.js";
import { prepare, readPrepared, writePrepared } from "./mutants/prepare.js";
import { reachedFrom } from "./mutants/solc.js";
import { explanationOf } from "./mutants/survivors.js";

const WANTED = 0.95;
const WANTED_OF_RULES = 0.9;
/** Cases in which the fuzzer alone must find a mutant of the rules. */
const CASES_FOR_RULES = 20_000;
const UNKNOWN = 3;
const USAGE = 2;

const { values } = parseArgs({
  options: {
    sample: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    all: { type: "boolean", default: false },
    rules: { type: "boolean", default: false },
    of: { type: "string" },
    only: { type: "string", default: "" },
    prepare: { type: "string" },
    prepared: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
const only = values.only.split(",").filter((name) => name !== "");
const sample = only.length > 0 ? only.length : wholeNumber("sample", values.sample, 1);
const seed = wholeNumber("seed", values.seed, 0);

const started = performance.now();
const sources = readSources();
const folders = foldersAsked();
const draw = { sample, seed, folders, withUnits: !values.rules, only };
const prepared =
  values.prepared === undefined ? await prepare(sources, draw, say) : readPrepared(values.prepared, sources, draw);
if (values.prepare !== undefined) {
  writePrepared(values.prepare, prepared);
  process.exit();
}
const { generated, contracts } = prepared;
const fuzz = byFuzz(contracts, seed, values.rules ? CASES_FOR_RULES : undefined);
if (await fuzz(0, "")) throw new Error("the woven engine differs from the SDK while every mutant sleeps");
const artifacts = values.rules ? undefined : overlay(contracts);
const weighed = new Set(
  ["Weighbridge", "WeighbridgeHeadroom", "WeighbridgeRehearsals", "WeighbridgeMeters"].flatMap((half) => [
    ...reachedFrom(sources, `contracts/${half}.sol`),
  ]),
);
// What the fuzzer asks runs through the rules and through what these four reach.
const reached: Killer = async (number, file) => (inRules({ file }) || weighed.has(file)) && (await fuzz(number, file));
const killers: Readonly<Record<string, Killer>> =
  artifacts === undefined
    ? { fuzz: reached }
    : { fuzz: reached, units: byUnits(contracts), mocha: byMocha(artifacts, values.all) };

const killedBy: Record<string, number> = Object.fromEntries(Object.keys(killers).map((name) => [name, 0]));
const survivors: Mutant[] = [];
const waiting = [...prepared.mutants];
let sampled = 0;

try {
  await Promise.all(Array.from({ length: availableParallelism() }, work));
} finally {
  if (artifacts !== undefined) rmSync(artifacts, { recursive: true });
}
const explained = survivors.map((mutant) => {
  const { file, line, from, to } = mutant;
  return { file, line, from, to, why: explanationOf(sources, mutant) };
});
const killed = sampled - survivors.length;
const ok = values.rules
  ? sampled === sample && killed >= WANTED_OF_RULES * sampled
  : sampled === sample && killed >= Math.floor(WANTED * sampled) && explained.every(({ why }) => why !== null);
const seconds = Math.round((performance.now() - started) / 100) / 10;
const report = { generated, sampled, killed, survivors: explained, killedBy, seed, seconds };
if (values.json) console.log(JSON.stringify({ format: "weighbridge.mutants/1", ok, ...report }));
else console.log(JSON.stringify(report, undefined, 2));
if (!ok) process.exitCode = UNKNOWN;

async function work(): Promise<void> {
  for (;;) {
    if (sampled === sample) return;
    const next = waiting.shift();
    if (next === undefined) return;
    sampled++;
    const [number, mutant] = next;
    // What is proven to be the same code is tried on nothing.
    const isProven = explanationOf(sources, mutant) !== null;
    const killer = isProven ? undefined : await killerOf(number, mutant);
    if (killer !== undefined) killedBy[killer] = (killedBy[killer] ?? 0) + 1;
    else if (!isProven && isOfEngine(mutant) && (await leavesCode(sources, mutant))) sampled--;
    else survivors.push(mutant);
    say(`${mutant.name}: ${mutant.from} -> ${mutant.to}: ${killer ?? (isProven ? "proven equivalent" : "survives")}`);
  }
}

async function killerOf(number: number, { file }: Mutant): Promise<string | undefined> {
  for (const [name, kills] of Object.entries(killers)) if (await kills(number, file)) return name;
  return undefined;
}

/** Whether the code that it changes is that of the engine's halves. */
function isOfEngine({ file }: Mutant): boolean {
  return ["", "records", "rules"].includes(folderOf(file));
}

function say(sentence: string): void {
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  process.stderr.write(`mutants: ${seconds.padStart(4)} s  ${sentence.slice(0, 200)}\n`);
}

function foldersAsked(): readonly string[] {
  if (values.rules) return ["rules"];
  if (values.of === undefined) return ENFORCING;
  const asked = values.of.split(",");
  const there = new Set(
    Object.keys(sources)
      .filter((file) => file.startsWith("contracts/"))
      .map(folderOf),
  );
  const unknown = asked.find((folder) => !there.has(folder));
  if (unknown === undefined) return asked;
  console.error(`mutants: --of names "${unknown}", which is no folder of contracts/ with contracts in it.`);
  process.exit(USAGE);
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
  console.error(`mutants: --${name} is "${text}", which is no whole number from ${least} on.`);
  process.exit(USAGE);
}
