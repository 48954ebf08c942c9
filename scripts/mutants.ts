// Makes mutants of the contracts, wakes one after the other, and counts those that no test finds (docs/proof.md).
//
//   npm run --silent mutants -- [--sample 100] [--seed 1] [--all] [--json]     exit 0: at least 95 % were killed, and each survivor is explained; 3 otherwise
//   npm run --silent mutants -- --rules [--sample 100] [--seed 1] [--json]     exit 0: the fuzzer alone found at least 90 % of mutants of the rules; 3 otherwise
//
// With --all every test on a chain is tried on a mutant that the tests of its contract have not killed.
import { availableParallelism } from "node:os";
import { rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Random, seeded } from "../test/differential/random.js";
import { compileReaching, overlay } from "./mutants/artifacts.js";
import { generateMutants, inRules, type Mutant, readSources } from "./mutants/generate.js";
import { byFuzz, byMocha, byUnits, type Killer } from "./mutants/killers.js";
import { leavesCode } from "./mutants/leavesCode.js";
import { reachedFrom, readSources as readFiles } from "./mutants/solc.js";
import { explanationOf } from "./mutants/survivors.js";
import { unitTestOf } from "./mutants/testsOf.js";
import { weave } from "./mutants/weave.js";

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
    json: { type: "boolean", default: false },
  },
});
const sample = wholeNumber("sample", values.sample, 1);
const seed = wholeNumber("seed", values.seed, 0);

const started = performance.now();
const sources = readSources();
const generated = generateMutants(sources).filter((mutant) => !values.rules || inRules(mutant));
// Some do not compile, and some leave the code as it is: there are a few more than are wanted.
const chosen = shuffled(generated, seeded(seed)).slice(0, sample + 4 + Math.ceil(sample / 4));
const tests = values.rules ? [] : [...new Set(chosen.flatMap(({ file }) => unitTestOf(file) ?? []))];
const woven = weave({ ...readFiles(tests), ...sources }, chosen);
say(`${generated.length} mutants, ${woven.mutants.size} of ${chosen.length} compile`);
const contracts = await compileReaching(woven.sources, [...new Set(chosen.map(({ file }) => file))], tests);
say("compiled");
const fuzz = byFuzz(contracts, seed, values.rules ? CASES_FOR_RULES : undefined);
if (await fuzz(0, "")) throw new Error("the woven engine differs from the SDK while every mutant sleeps");
const artifacts = values.rules ? undefined : overlay(contracts);
const weighed = new Set(
  ["contracts/Weighbridge.sol", "contracts/WeighbridgeHeadroom.sol"].flatMap((half) => [...reachedFrom(sources, half)]),
);
// What the fuzzer asks runs through the rules and through what these two reach.
const reached: Killer = async (number, file) => (inRules({ file }) || weighed.has(file)) && (await fuzz(number, file));
const killers: Readonly<Record<string, Killer>> =
  artifacts === undefined
    ? { fuzz: reached }
    : { fuzz: reached, units: byUnits(contracts), mocha: byMocha(artifacts, values.all) };

const killedBy: Record<string, number> = Object.fromEntries(Object.keys(killers).map((name) => [name, 0]));
const survivors: Mutant[] = [];
const waiting = [...woven.mutants];
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
const report = { generated: generated.length, sampled, killed, survivors: explained, killedBy, seed, seconds };
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
    const killer = await killerOf(number, mutant);
    if (killer !== undefined) killedBy[killer] = (killedBy[killer] ?? 0) + 1;
    else if (!isOfToken(mutant) && (await leavesCode(sources, mutant))) sampled--;
    else survivors.push(mutant);
    say(`${mutant.name}: ${mutant.from} -> ${mutant.to}: ${killer ?? "survives"}`);
  }
}

async function killerOf(number: number, { file }: Mutant): Promise<string | undefined> {
  for (const [name, kills] of Object.entries(killers)) if (await kills(number, file)) return name;
  return undefined;
}

function isOfToken({ file }: Mutant): boolean {
  return file.startsWith("contracts/token/");
}

function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  const mixed = [...items];
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = random.int(i + 1);
    [mixed[i], mixed[j]] = [mixed[j] as T, mixed[i] as T];
  }
  return mixed;
}

function say(sentence: string): void {
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  process.stderr.write(`mutants: ${seconds.padStart(4)} s  ${sentence.slice(0, 200)}\n`);
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
  console.error(`mutants: --${name} is "${text}", which is no whole number from ${least} on.`);
  process.exit(USAGE);
}
